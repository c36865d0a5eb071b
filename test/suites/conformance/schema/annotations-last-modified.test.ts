import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/annotations-last-modified.check.ts';
import { prove } from '../../../kit/prove.ts';

const modified = (lastModified: string) =>
  on('resources/list', (r) => {
    r.resources[0].annotations = { lastModified };
  });

prove(rule, {
  faults: {
    'a word': modified('yesterday'),
    'the American way': modified('01/12/2025'),
    'a month too many': modified('2025-13-01T00:00:00Z'),
    'milliseconds as text': modified('1736693458000'),
  },
  stillGood: {
    UTC: modified('2025-01-12T15:00:58Z'),
    'an offset and fractions': modified('2025-01-12T15:00:58.123+02:00'),
    'a date alone': modified('2025-01-12'),
  },
});
