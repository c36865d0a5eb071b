// A resource embedded in a prompt is all that the client has of it.

import { base64Fault } from '../../artifacts/base64.ts';
import { contentBlocks } from '../../artifacts/content-blocks.ts';
import type { Block } from '../../artifacts/content-blocks.ts';
import { uriFault } from '../../artifacts/uri.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';

function faults(block: Block): readonly (readonly [member: string, got: string, want: string])[] {
  const { resource } = block.value;
  const [uri, mimeType, text, blob] = ['uri', 'mimeType', 'text', 'blob'].map((name) => member(resource, name));
  const found: (readonly [string, string, string])[] = [];
  const fault = typeof uri === 'string' ? uriFault(uri) : 'it is no string';
  if (fault !== undefined) found.push(['uri', `${brief(uri ?? 'absent', 60)}: ${fault}`, 'a URI with a scheme']);
  if (typeof mimeType !== 'string' || mimeType === '')
    found.push(['mimeType', brief(mimeType ?? 'absent'), 'a media type']);
  if (typeof text !== 'string' && typeof blob !== 'string')
    found.push(['text', 'neither text nor blob', 'text, or a Base64 blob']);
  const broken = typeof blob === 'string' ? base64Fault(blob) : undefined;
  if (broken !== undefined) found.push(['blob', broken, 'Base64']);
  return found;
}

export default check({
  title: 'A resource embedded in a prompt has a URI, a media type, and text or Base64 data',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['prompts.embedded-resource-complete'],
  why: 'The client shows it to a person and hands it to a model; without type or content it can do neither.',
  fix: 'Fill uri, mimeType, and text or blob of the embedded resource.',
  touch: 'passive',
  needs: { contentBlocks },
  judge: (views) =>
    judgeEach(
      views.contentBlocks.filter((block) => block.from === 'prompt' && block.type === 'resource'),
      (block) =>
        faults(block).map(([name, got, want]): Finding => ({
          at: [block.where],
          got: `${name} of the resource in ${brief(block.name, 60)}: ${got}`,
          want,
          key: `${brief(block.name, 60)} ${name}`,
        })),
      'no prompt returned a resource; name one: known: [{ property: embedded-resource, method: prompts/get, params: {…} }]',
    ),
});
