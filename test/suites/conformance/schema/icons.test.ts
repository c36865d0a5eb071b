import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/icons.check.ts';
import { prove } from '../../../kit/prove.ts';

const icon = (one: object) =>
  on('tools/list', (r) => {
    r.tools[0].icons = [one];
  });

prove(rule, {
  faults: {
    'sizes as text': icon({ src: 'https://example.com/i.png', sizes: '48x48' }),
    'no src': icon({ mimeType: 'image/png' }),
    'a path as src': icon({ src: '/icons/i.png' }),
    'a theme of its own': icon({ src: 'https://example.com/i.png', theme: 'sepia' }),
  },
  stillGood: {
    'src alone': icon({ src: 'https://example.com/i.png' }),
    'an http icon': icon({ src: 'http://example.com/i.png', sizes: ['any'] }),
  },
});
