// A method of a capability that is not advertised does not exist.

import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, ending, errorOf, isObject, judgeEach, member, refusedOutside } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { codeOf } from '../../artifacts/answers.ts';
import { METHOD_NOT_FOUND } from '../../artifacts/modern-messages.ts';

const COMPLETION = { ref: { type: 'ref/prompt', name: 'assay-unknown' }, argument: { name: 'assay', value: '' } };

const METHODS: readonly (readonly [capability: string, method: string, params?: JsonObject])[] = [
  ['tools', 'tools/list'],
  ['prompts', 'prompts/list'],
  ['resources', 'resources/list'],
  ['resources', 'resources/templates/list'],
  ['completions', 'completion/complete', COMPLETION],
];

const unadvertised = (capabilities: JsonObject): typeof METHODS =>
  METHODS.filter(([capability]) => !isObject(member(capabilities, capability)));

async function probe(session: Session): Promise<void> {
  await Promise.all(
    unadvertised(session.capabilities).map(([, method, params]) => session.request(method, params, { tag: method })),
  );
}

export default check({
  title: 'Methods of capabilities that are not advertised are answered with -32601',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.unadvertised-method-not-found'],
  why: 'Another error reads as if the method were there and only this request were wrong.',
  fix: 'Answer -32601 for every method of a capability that server/discover does not list.',
  touch: 'probing',
  needs: {},
  probe,
  judge: (_views, { probe: asked }) =>
    judgeEach(
      // A result is for the rules on declarations: an empty one offers nothing.
      asked.filter((each) => errorOf(each) !== undefined && !refusedOutside(each)),
      (exchange) =>
        codeOf(exchange) === METHOD_NOT_FOUND
          ? undefined
          : {
              at: [at(exchange, 'error')],
              got: ending(exchange),
              want: `error ${METHOD_NOT_FOUND}`,
              key: exchange.method,
            },
      'every capability is advertised, or its methods are served',
    ),
});
