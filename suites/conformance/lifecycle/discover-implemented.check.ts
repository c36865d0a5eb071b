// Discovery is the one method that every server has.

import { check } from '../../kernel/check.ts';
import { at, brief, ending, isObject, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { unanswered } from '../../artifacts/answers.ts';
import { metaProbes } from '../../artifacts/meta-probes.ts';

export default check({
  title: 'server/discover is answered with supported versions and capabilities',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.discover-implemented'],
  why: 'Clients find out by discovery which era a server belongs to and what it offers; without it they fall back to initialize.',
  fix: 'Answer server/discover with supportedVersions (array) and capabilities (object).',
  touch: 'passive',
  needs: { metaProbes },
  judge: ({ metaProbes: { of } }, { recording }) => {
    const keys = new Set<string>();
    const opened = recording.exchanges.filter((each) => each.by === 'open' && each.method === 'server/discover');
    const asked = [...opened, ...of('complete', 'server/discover').map(({ exchange }) => exchange)];
    return judgeEach(
      asked.filter((each) => !unanswered(each) && !refusedOutside(each)),
      (exchange) => {
        const result = resultOf(exchange);
        const where = at(exchange, ...(result === undefined ? [] : ['result']));
        const [got, key] =
          result === undefined
            ? [ending(exchange), 'refused']
            : !Array.isArray(result.supportedVersions)
              ? [`supportedVersions: ${brief(result.supportedVersions)}`, 'supportedVersions']
              : !isObject(result.capabilities)
                ? [`capabilities: ${brief(result.capabilities)}`, 'capabilities']
                : [undefined, ''];
        if (got === undefined || keys.has(key)) return undefined;
        keys.add(key);
        return { at: [where], got, want: 'a result with supportedVersions and capabilities', key };
      },
    );
  },
});
