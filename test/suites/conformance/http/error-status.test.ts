import rule from '../../../../suites/conformance/http/error-status.check.ts';
import { onHttp } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'HTTP 200 for an unsupported version': { settings: { statusOf: (code) => (code === -32022 ? 200 : 400) } },
    'HTTP 200 for an unknown method': onHttp((answer) => {
      if (answer.status === 404) answer.status = 200;
    }),
    'HTTP 200 for missing metadata': onHttp((answer) => {
      if (answer.status === 400 && answer.body?.includes('-32602')) answer.status = 200;
    }),
    'HTTP 200 for a missing capability': onHttp((answer) => {
      if (answer.status === 400 && answer.body?.includes('-32021')) answer.status = 200;
    }),
  },
});
