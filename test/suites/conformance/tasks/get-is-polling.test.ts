import rule from '../../../../suites/conformance/tasks/get-is-polling.check.ts';
import { onHttp } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['build_report'] },
  faults: {
    'a stream for each poll': onHttp((answer, ctx) => {
      if (ctx.body?.includes('"tasks/get"') !== true || answer.body === undefined) return;
      answer.headers['Content-Type'] = 'text/event-stream';
      answer.body = `event: message\ndata: ${answer.body}\n\n`;
    }),
  },
});
