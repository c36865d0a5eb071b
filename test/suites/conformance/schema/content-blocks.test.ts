import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/content-blocks.check.ts';
import { prove, where } from '../../../kit/prove.ts';
import { PLAIN_CALLS } from '../circumstances.ts';

const block = (content: object) =>
  on('tools/call', (r) => {
    if (r.content) r.content = [content];
  });

prove(rule, {
  ...PLAIN_CALLS,
  faults: {
    'a number as text': block({ type: 'text', text: 7 }),
    'an image without mimeType': block({ type: 'image', data: 'AAAA' }),
    'sound without data': where(block({ type: 'audio', mimeType: 'audio/wav' }), {
      revisions: ['2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'],
    }),
    'a link without name': where(block({ type: 'resource_link', uri: 'a:b' }), {
      revisions: ['2025-06-18', '2025-11-25', '2026-07-28'],
    }),
    'a resource without its wrapper': block({ type: 'resource', uri: 'a:b', text: 'x' }),
    'a resource with neither text nor blob': block({ type: 'resource', resource: { uri: 'a:b' } }),
  },
  stillGood: {
    'members of its own': block({ type: 'text', text: '', extra: null }),
    'a resource with both text and blob': block({ type: 'resource', resource: { uri: 'a:b', text: '', blob: '' } }),
    'data that is no Base64, which another rule judges': block({ type: 'image', data: '%', mimeType: 'image/png' }),
  },
});
