// A state without an end can be replayed for ever.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach, member, resultOf } from '../../kernel/look.ts';
import type { JsonObject, KnownCall } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const LONGEST = 20;
const secondsOf = (call: KnownCall | undefined): number | undefined => {
  const seconds = member(member(call?.params, '_meta'), 'seconds');
  return typeof seconds === 'number' && seconds > 0 && seconds <= LONGEST ? seconds : undefined;
};

const stateOf = (value: unknown): string | undefined => {
  const state = member(value, 'requestState');
  return typeof state === 'string' ? state : undefined;
};

export default check({
  title: 'A requestState is refused once its lifetime is over',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['mrtr.state-expires'],
  why: 'Whoever finds an old state in a log could go on where its owner stopped.',
  fix: 'Put the time of issue into the sealed state and refuse it after its lifetime.',
  touch: 'probing',
  isolation: 'own',
  needs: { knownCalls },
  applies: ({ knownCalls: known }) =>
    secondsOf(known.find('expiring-state')[0]) === undefined ? known.missing('expiring-state') : undefined,
  probe: async (session, { knownCalls: known }) => {
    const [call] = known.find('expiring-state');
    const seconds = secondsOf(call);
    if (call === undefined || seconds === undefined) return;
    const { _meta: _, ...params } = call.params as JsonObject & { readonly _meta?: unknown };
    const retry = async (state: string | undefined, tag: string): Promise<void> => {
      if (state !== undefined)
        await session.request(call.method, { ...params, requestState: state, inputResponses: {} }, { tag });
    };
    const first = await session.request(call.method, params, { tag: 'first' });
    const state = stateOf(resultOf(first));
    await retry(state, 'in time');
    await session.pause(seconds * 1_000 + 500);
    await retry(state, 'too late');
  },
  judge: (_, look) => {
    const served = (tag: string): boolean => resultOf(look.tagged(tag)[0]) !== undefined;
    return judgeEach(
      // Where it is refused in time too, it was for another reason: nothing follows.
      served('in time') ? look.tagged('too late').filter(({ response }) => response !== undefined) : [],
      (exchange) =>
        resultOf(exchange) === undefined
          ? undefined
          : { at: [at(exchange, 'result')], got: 'a result', want: 'an error: the state has expired', key: 'expired' },
      'the call that was named gave out no state, or took it back neither in time nor later',
    );
  },
});
