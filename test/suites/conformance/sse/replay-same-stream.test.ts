import rule from '../../../../suites/conformance/sse/replay-same-stream.check.ts';
import { answerHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'all later events are replayed': { settings: { replay: 'all-streams' } },
    'the resumed event comes again': {
      http: (request, response, next) => {
        const id = request.headers['last-event-id'];
        if (request.method !== 'GET' || id === undefined) return next();
        response.writeHead(200, { 'Content-Type': 'text/event-stream' });
        response.write(`id: ${String(id)}\ndata:\n\n`);
      },
    },
  },
  stillGood: {
    'no replay': { settings: { replay: 'none' } },
    'no event ids': where({}, { features: { resumable: false } }),
    'HTTP 405 for a resumption': answerHttp((request) => request.headers['last-event-id'] !== undefined, {
      status: 405,
    }),
  },
});
