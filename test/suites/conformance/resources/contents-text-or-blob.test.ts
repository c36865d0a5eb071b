import rule from '../../../../suites/conformance/resources/contents-text-or-blob.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'neither text nor blob': on('resources/read', (r) => {
      delete r.contents[0].text;
      delete r.contents[0].blob;
    }),
    'text null, for one resource': on('resources/read', (r) => {
      if (r.contents[0].uri === 'notes://today') r.contents[0].text = null;
    }),
  },
  stillGood: {
    'an empty text': on('resources/read', (r) => {
      if (r.contents[0].blob === undefined) r.contents[0].text = '';
    }),
    both: on('resources/read', (r) => {
      r.contents[0].text ??= 'a pixel';
    }),
  },
});
