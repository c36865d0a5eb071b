import rule from '../../../../suites/conformance/resources/uri-unique.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the same uri under two names': on('resources/list', (r) => {
      r.resources.push({ ...r.resources[0], name: 'other' });
    }),
    'a uri of the first page again on the last': on('resources/list', (r) => {
      if (r.nextCursor === undefined) r.resources.push({ uri: 'notes://today', name: 'again' });
    }),
  },
  stillGood: {
    'uris that differ by a slash': on('resources/list', (r) => {
      r.resources.push({ ...r.resources[0], uri: `${r.resources[0].uri}/` });
    }),
  },
});
