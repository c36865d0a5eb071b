import rule from '../../../../suites/conformance/lifecycle/version-counter-offer-latest.check.ts';
import { prove, where } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the oldest version is offered': {
      settings: { offer: (asked, served) => (served.includes(asked as never) ? String(asked) : '2024-11-05') },
    },
  },
  stillGood: {
    'a server of one revision': where({ settings: { offer: () => '2024-11-05' } }, { revisions: ['2024-11-05'] }),
  },
});
