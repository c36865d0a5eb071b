// A declared capability has its base methods behind it.

import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, errorOf, isObject, judgeEach, member, refusedOutside } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { codeOf, unanswered } from '../../artifacts/answers.ts';
import { METHOD_NOT_FOUND } from '../../artifacts/modern-messages.ts';

const COMPLETION = { ref: { type: 'ref/prompt', name: 'assay-unknown' }, argument: { name: 'assay', value: '' } };
const RESOURCE = { uri: 'file:///assay-unknown' };

/** Base methods by capability path; params need not name anything real, since only "no such method" is judged. */
const METHODS: readonly (readonly [path: readonly string[], method: string, params?: JsonObject])[] = [
  [['tools'], 'tools/list'],
  [['prompts'], 'prompts/list'],
  [['resources'], 'resources/list'],
  [['completions'], 'completion/complete', COMPLETION],
  [['resources', 'subscribe'], 'resources/subscribe', RESOURCE],
  [['tasks', 'list'], 'tasks/list'],
];

const isDeclared = (capabilities: JsonObject, path: readonly string[]): boolean => {
  const value = path.reduce<unknown>((inner, name) => member(inner, name), capabilities);
  return isObject(value) || value === true;
};

async function probe(session: Session): Promise<void> {
  await Promise.all(
    METHODS.filter(([path]) => isDeclared(session.capabilities, path)).map(([, method, params]) =>
      session.request(method, params, { tag: method }),
    ),
  );
}

export default check({
  title: 'Every declared capability is backed by its methods',
  level: 'must',
  revisions: STATEFUL,
  requirements: ['lifecycle.declared-feature-served'],
  why: 'Clients show what a server declares; the user then runs into an error at the first use.',
  fix: 'Implement the methods of each capability that initialize declares, or leave the capability out.',
  touch: 'probing',
  needs: {},
  probe,
  judge: (_views, { probe: asked }) =>
    judgeEach(
      asked.filter((each) => !unanswered(each) && !refusedOutside(each)),
      (exchange) =>
        codeOf(exchange) === METHOD_NOT_FOUND
          ? {
              at: [at(exchange, 'error')],
              got: `error ${String(errorOf(exchange)?.code)} for ${exchange.method}`,
              want: 'the method of a declared capability',
              key: exchange.method,
            }
          : undefined,
      'the server declares no capability with a base method',
    ),
});
