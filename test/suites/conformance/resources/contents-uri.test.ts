import rule from '../../../../suites/conformance/resources/contents-uri.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'an empty uri': on('resources/read', (r) => {
      r.contents[0].uri = '';
    }),
    'the uri of another resource, for one resource alone': on('resources/read', (r) => {
      if (r.contents[0].uri === 'image://pixel') r.contents[0].uri = 'notes://today';
    }),
  },
  stillGood: {
    'a part of the resource': on('resources/read', (r) => {
      r.contents[0].uri += '/part#1';
    }),
    'the scheme in capitals': on('resources/read', (r) => {
      r.contents[0].uri = String(r.contents[0].uri).replace(/^[a-z-]+/u, (scheme) => scheme.toUpperCase());
    }),
  },
});
