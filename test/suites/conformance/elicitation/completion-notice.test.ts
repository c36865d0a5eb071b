import rule from '../../../../suites/conformance/elicitation/completion-notice.check.ts';
import { onSent } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['open_page'] },
  faults: {
    'a fresh id': {
      fault: onSent('notifications/elicitation/complete', (message) => {
        message.params.elicitationId = 'another';
      }),
    },
    'no id': {
      fault: onSent('notifications/elicitation/complete', (message) => {
        delete message.params.elicitationId;
      }),
    },
  },
});
