import rule from '../../../../suites/conformance/prompts/media-encoded.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';

const media = (type: string, change: (block: { data?: unknown; mimeType?: unknown }) => void) =>
  on('prompts/get', (r) => {
    for (const { content } of r.messages ?? []) if (content.type === type) change(content);
  });

prove(rule, {
  faults: {
    'a data: URL as the data of an image': media('image', (block) => {
      block.data = `data:image/png;base64,${String(block.data)}`;
    }),
    'an image without mimeType': media('image', (block) => {
      delete block.mimeType;
    }),
    'an empty mimeType of a sound': where(
      media('audio', (block) => {
        block.mimeType = '';
      }),
      { revisions: ['2025-03-26', '2025-11-25', '2026-07-28'] },
    ),
    'hexadecimal data of a sound': where(
      media('audio', (block) => {
        block.data = Buffer.from(String(block.data), 'base64').toString('hex');
      }),
      { revisions: ['2025-03-26', '2025-11-25', '2026-07-28'] },
    ),
  },
  stillGood: {
    'a type with parameters': media('image', (block) => {
      block.mimeType = 'image/png; profile=x';
    }),
  },
});
