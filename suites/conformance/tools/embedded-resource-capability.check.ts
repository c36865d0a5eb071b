// A tool that hands out resources belongs to a server that serves them.

import { contentBlocks } from '../../artifacts/content-blocks.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'A server whose tools embed resources declares the resources capability',
  level: 'should',
  revisions: { since: '2025-06-18' },
  requirements: ['tools.embedded-resource-capability', 'tools.embedded-resources-need-capability'],
  why: 'A client that gets an embedded resource may read or watch it later; without the capability it will not even try.',
  fix: 'Declare and serve `resources`, or return the content as text, image or audio.',
  touch: 'passive',
  needs: { contentBlocks, knownCalls },
  judge: (views, { recording }) => {
    const declared = isObject(recording.capabilities['resources']);
    const judged = judgeEach(
      views.contentBlocks.filter((block) => block.from === 'tool' && block.type === 'resource'),
      (block) =>
        declared
          ? undefined
          : {
              at: [block.where],
              got: `${brief(block.name, 60)} embeds ${brief(member(block.value['resource'], 'uri') ?? 'a resource', 80)}; resources is not declared`,
              want: 'the resources capability',
              key: brief(block.name, 60),
            },
      views.knownCalls.missing('embedded-resource').note,
    );
    return { ...judged, findings: [...new Map(judged.findings.map((one) => [one.key, one])).values()] };
  },
});
