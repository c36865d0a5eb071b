import rule from '../../../../suites/conformance/resources/text-is-text.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

prove(rule, {
  faults: {
    'a PNG decoded as UTF-8': on('resources/read', (r) => {
      const [one] = r.contents;
      if (one.blob === undefined) return;
      one.text = Buffer.from(one.blob, 'base64').toString('utf8');
      delete one.blob;
    }),
    'an image type beside text': on('resources/read', (r) => {
      if (r.contents[0].text !== undefined) r.contents[0].mimeType = 'image/png';
    }),
  },
  stillGood: {
    'one replacement character, as text may hold': on('resources/read', (r) => {
      if (r.contents[0].text !== undefined) r.contents[0].text += ' \uFFFD ümlaut 工具';
    }),
    'an SVG': on('resources/read', (r) => {
      if (r.contents[0].text !== undefined) r.contents[0].mimeType = 'image/svg+xml';
    }),
  },
});
