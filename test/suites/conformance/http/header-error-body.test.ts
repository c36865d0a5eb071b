import rule from '../../../../suites/conformance/http/header-error-body.check.ts';
import { onHttp, onMessage } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an empty body': onHttp((answer) => {
      if (answer.status === 400 && answer.body?.includes('-32020')) answer.body = '';
    }),
    'a page in the body': onHttp((answer) => {
      if (answer.status === 400 && answer.body?.includes('-32020')) answer.body = '<h1>Bad Request</h1>';
    }),
    'no id': onMessage((message) => {
      if (message.error?.code === -32020) message.id = null;
    }),
    'no message': onMessage((message) => {
      if (message.error?.code === -32020) delete message.error.message;
    }),
  },
});
