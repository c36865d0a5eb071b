import rule from '../../../../suites/conformance/stdio/framing-robust.check.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'each read is a message': { settings: { split: (_carry, chunk) => ({ lines: [chunk], rest: '' }) } },
    'the first line of each read is the message': {
      settings: { split: (carry, chunk) => ({ lines: (carry + chunk).split('\n').slice(0, 1), rest: '' }) },
    },
    'lines of at most four thousand characters': { input: (text) => (text.length > 4000 ? undefined : text) },
  },
});
