import rule from '../../../../suites/conformance/http/json-body-single.check.ts';
import { onHttp } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a notification after the response': onHttp((answer) => {
      if (
        answer.headers['Content-Type'] === 'application/json' &&
        answer.status === 200 &&
        answer.body?.includes('"inputSchema"')
      )
        answer.body += '\n{"jsonrpc":"2.0","method":"notifications/message","params":{"level":"info","data":"x"}}';
    }),
    'an array of one': onHttp((answer) => {
      if (
        answer.headers['Content-Type'] === 'application/json' &&
        answer.status === 200 &&
        answer.body?.includes('"inputSchema"')
      )
        answer.body = `[${answer.body}]`;
    }),
  },
  stillGood: {
    'blanks around the object': onHttp((answer) => {
      if (answer.headers['Content-Type'] === 'application/json' && answer.status === 200)
        answer.body = `\n ${answer.body}\n`;
    }),
    'event streams only': where({}, { features: { answers: 'sse' } }),
  },
});
