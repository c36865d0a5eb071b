import rule from '../../../../suites/conformance/http/protocol-version-default.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the header is demanded': answerHttp(
      (request, ctx) =>
        request.method === 'POST' &&
        request.headers['mcp-protocol-version'] === undefined &&
        (ctx.body ?? '').includes('"ping"'),
      { status: 400 },
    ),
  },
  stillGood: { 'a server of newer revisions': where({}, { server: { revisions: ['2025-06-18', '2025-11-25'] } }) },
});
