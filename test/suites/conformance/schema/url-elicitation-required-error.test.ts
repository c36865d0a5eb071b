import { onError } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/url-elicitation-required-error.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  options: { allow: ['link_account'] },
  faults: {
    'a bare list as data': onError(-32042, (e) => {
      e.data = e.data.elicitations;
    }),
    'no url': onError(-32042, (e) => {
      delete e.data.elicitations[0].url;
    }),
    'no data': onError(-32042, (e) => {
      delete e.data;
    }),
  },
  stillGood: {
    'members of its own': onError(-32042, (e) => {
      e.data.extra = 1;
    }),
  },
});
