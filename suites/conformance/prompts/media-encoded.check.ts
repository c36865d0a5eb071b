// Images and sounds that no client can show.

import { base64Fault, isMediaType, looksHexadecimal } from '../../artifacts/base64.ts';
import { contentBlocks } from '../../artifacts/content-blocks.ts';
import type { Block } from '../../artifacts/content-blocks.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

function faults(block: Block): readonly (readonly [member: string, got: string, want: string])[] {
  const { data, mimeType } = block.value;
  const found: (readonly [string, string, string])[] = [];
  if (typeof data !== 'string') found.push(['data', brief(data ?? 'absent'), 'Base64 text']);
  else {
    const fault = base64Fault(data) ?? (looksHexadecimal(data) ? `hexadecimal: ${brief(data, 40)}` : undefined);
    if (fault !== undefined) found.push(['data', fault, 'Base64 with the standard alphabet and padding']);
  }
  if (typeof mimeType !== 'string' || !isMediaType(mimeType))
    found.push(['mimeType', brief(mimeType ?? 'absent'), 'type/subtype']);
  return found;
}

export default check({
  title: 'Images and sounds in prompts are Base64 with a media type',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['prompts.image-encoded', 'prompts.audio-encoded', 'prompts.image-data', 'prompts.audio-data'],
  why: 'Clients decode `data` and choose a decoder by `mimeType`; where one is wrong, nothing is shown and the model gets nothing.',
  fix: 'Put plain Base64 into data (no data: prefix) and the type, such as image/png, into mimeType.',
  touch: 'passive',
  needs: { contentBlocks },
  judge: (views, { recording }) =>
    judgeEach(
      views.contentBlocks.filter(
        (block) =>
          block.from === 'prompt' &&
          (block.type === 'image' || (block.type === 'audio' && recording.revision >= '2025-03-26')),
      ),
      (block) =>
        faults(block).map(([name, got, want]): Finding => ({
          at: [
            Object.hasOwn(block.value, name)
              ? { ...block.where, pointer: `${block.where.pointer ?? ''}/${name}` }
              : block.where,
          ],
          got: `${name} of the ${block.type} in ${brief(block.name, 60)}: ${got}`,
          want,
          key: `${brief(block.name, 60)} ${block.type} ${name}`,
        })),
      'no prompt returned an image or a sound; name one: known: [{ property: image-content, method: prompts/get, params: {…} }]',
    ),
});
