// The name of an extension has a prefix that says whose it is.

import { check } from '../../kernel/check.ts';
import { at, brief, isObject, judgeEach, member, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { metaProbes } from '../../artifacts/meta-probes.ts';

/** Labels of letters, digits and hyphens, a letter first; then a name that is empty or begins and ends alphanumerically (basic/index#meta). */
const LABEL = '[A-Za-z](?:[A-Za-z0-9-]*[A-Za-z0-9])?';
const IDENTIFIER = new RegExp(`^${LABEL}(?:\\.${LABEL})*/(?:[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)?$`);

export default check({
  title: 'Extension identifiers have a prefix and follow the grammar of _meta keys',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.extension-ids-well-formed'],
  why: 'Two extensions of the same bare name cannot be told apart, and clients ignore what is not well-formed.',
  fix: 'Name extensions as prefix/name, with the reversed domain of their owner as prefix.',
  touch: 'passive',
  needs: { metaProbes },
  judge: ({ metaProbes: { of } }, { recording }) => {
    const discovered = of('complete', 'server/discover').find(
      ({ exchange }) => resultOf(exchange) !== undefined,
    )?.exchange;
    const extensions = member(member(resultOf(discovered), 'capabilities') ?? recording.capabilities, 'extensions');
    return judgeEach(
      isObject(extensions) ? Object.keys(extensions) : [],
      (id) =>
        IDENTIFIER.test(id)
          ? undefined
          : {
              at: [at(discovered, 'result', 'capabilities', 'extensions', id)],
              got: brief(id),
              want: 'prefix/name, such as com.example/thing',
              key: id,
            },
      'the server declares no extension',
    );
  },
});
