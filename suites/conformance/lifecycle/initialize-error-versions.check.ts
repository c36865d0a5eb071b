// The error to initialize is the only hint an old client can show to its user.

import { check } from '../../kernel/check.ts';
import { at, brief, errorOf, member, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';

export default check({
  title: 'The error to initialize names the supported versions',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.initialize-error-names-versions'],
  why: 'Legacy clients cannot go forward to a newer version by themselves; the message is what tells their users to update.',
  fix: 'Put the supported versions into the message or the data of the error that answers initialize.',
  touch: 'probing',
  needs: { modernOpening },
  judge: ({ modernOpening: { initialize, dualEra } }, { recording }) => {
    const error = errorOf(initialize);
    if (initialize === undefined || error === undefined || dualEra)
      return {
        seen: 0,
        findings: [],
        note: dualEra ? 'the server serves both eras' : 'initialize got no JSON-RPC error',
      };
    const lists = recording.exchanges
      .filter((each) => each.method === 'server/discover')
      .flatMap((each) => member(resultOf(each), 'supportedVersions') ?? []);
    const versions = [recording.revision, ...lists.filter((each): each is string => typeof each === 'string')];
    const told = `${brief(error.message, 4000)} ${brief(error.data ?? '', 8000)}`;
    if (versions.some((version) => told.includes(version))) return { seen: 1, findings: [] };
    return {
      seen: 1,
      findings: [
        {
          at: [at(initialize, 'error')],
          got: `${brief(error.message, 100)}, data ${brief(error.data ?? null, 60)}`,
          want: `${versions[0]} in message or data`,
          key: 'unnamed',
        },
      ],
    };
  },
});
