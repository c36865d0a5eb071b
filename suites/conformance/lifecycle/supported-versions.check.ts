// The list of versions in discovery is a promise: what is served is in it, and what is in it is served.

import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import { at, brief, errorOf, resultOf } from '../../kernel/look.ts';
import type { Exchange, JsonObject } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { codeOf } from '../../artifacts/answers.ts';
import { META, UNSUPPORTED_VERSION } from '../../artifacts/modern-messages.ts';
import { metaProbes } from '../../artifacts/meta-probes.ts';

const versionsOf = (result: JsonObject | undefined): readonly unknown[] =>
  Array.isArray(result?.supportedVersions) ? (result.supportedVersions as readonly unknown[]) : [];

/** Older versions are reached by initialize, never by modern `_meta`. */
const isFurther = (version: unknown, own: string): version is string =>
  typeof version === 'string' && version >= '2026-07-28' && version !== own;

async function probe(session: Session): Promise<void> {
  const discovered = await session.request('server/discover', undefined, { tag: 'list' });
  const further = versionsOf(resultOf(discovered)).filter((version) => isFurther(version, session.revision));
  await Promise.all(
    further.slice(0, 4).map((version) =>
      session.request('server/discover', undefined, {
        tag: 'listed version',
        meta: { [META.version]: version as string },
        deliberate: 'a further version that the target lists',
      }),
    ),
  );
}

function unlisted(exchange: Exchange, revision: string): readonly Finding[] {
  const result = resultOf(exchange);
  if (result === undefined || !Array.isArray(result.supportedVersions) || versionsOf(result).includes(revision))
    return [];
  return [
    {
      at: [at(exchange, 'result', 'supportedVersions')],
      got: brief(result.supportedVersions),
      want: `${revision} among them, under which this very answer came`,
      key: 'unlisted',
    },
  ];
}

export default check({
  title: 'The versions that discovery lists are those the server serves',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.supported-versions-truthful'],
  why: 'A client picks a version from this list; one that is missing is never used, one that is refused breaks the connection.',
  fix: 'Build supportedVersions from the same list that requests are checked against.',
  touch: 'probing',
  needs: { metaProbes },
  probe,
  judge: (_views, { recording, tagged }) => {
    const [list] = tagged('list');
    const refused = tagged('listed version').filter((each) => codeOf(each) === UNSUPPORTED_VERSION);
    if (list === undefined || resultOf(list) === undefined)
      return { seen: 0, findings: [], note: 'discovery is not answered' };
    return {
      seen: 1 + tagged('listed version').length,
      findings: [
        ...unlisted(list, recording.revision),
        ...refused.slice(0, 1).map((each) => ({
          at: [at(each, 'error'), at(list, 'result', 'supportedVersions')],
          got: `${brief(errorOf(each)?.message)} for a version that is listed`,
          want: 'service in every listed version',
          key: 'listed-but-refused',
        })),
      ],
    };
  },
});
