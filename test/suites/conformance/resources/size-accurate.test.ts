import rule from '../../../../suites/conformance/resources/size-accurate.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'the length of the Base64 text': on('resources/list', (r) => {
      for (const one of r.resources) if (one.uri === 'image://pixel') one.size = 96;
    }),
    'the number of characters': on('resources/read', (r) => {
      if (r.contents[0].uri === 'file:///docs/guide.md') r.contents[0].text += 'ü';
    }),
  },
  stillGood: {
    'no size': on('resources/list', (r) => {
      for (const one of r.resources) delete one.size;
    }),
    'several entries': on('resources/read', (r) => {
      r.contents.push(...r.contents);
    }),
  },
});
