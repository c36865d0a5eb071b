// Without the capability there are no prompts, neither to list nor to get.

import { until } from '../../artifacts/until.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Look, Session } from '../../kernel/check.ts';
import {
  at,
  atFrame,
  brief,
  ending,
  errorOf,
  isObject,
  judgeEach,
  member,
  refusedOutside,
  resultOf,
} from '../../kernel/look.ts';
import type { Frame } from '../../kernel/recording.ts';

const REQUESTS = { 'prompts/list': undefined, 'prompts/get': { name: 'assay__no_such_prompt' } } as const;

const LISTEN = 'subscriptions/listen';
const LISTEN_ID = 'assay-no-prompts';
const ACK = 'notifications/subscriptions/acknowledged';
/** Who has nothing to tell may say nothing at all. */
const PATIENCE_MS = 800;

async function ask(session: Session): Promise<void> {
  // Who knows the name of a prompt can write it into the configuration; nothing else names one that is not listed.
  const named = session.known.filter(({ method }) => method === 'prompts/get');
  await Promise.all([
    ...named.map(({ method, params }) => session.request(method, params, { tag: 'named' })),
    ...Object.entries(REQUESTS).map(([method, params]) => session.request(method, params, { tag: method })),
    ...(session.era === 'per-request' ? [listen(session)] : []),
  ]);
}

const acknowledgement = (frames: readonly Frame[], lane: string): Frame | undefined =>
  frames.find(
    (frame) =>
      frame.lane === lane &&
      member(frame.json, 'method') === ACK &&
      member(member(member(frame.json, 'params'), '_meta'), 'io.modelcontextprotocol/subscriptionId') === LISTEN_ID,
  );

/** Asks to be told of prompts, until it is known what the target makes of that. */
async function listen(session: Session): Promise<void> {
  const end = new AbortController();
  const notifications = { promptsListChanged: true };
  const options = { tag: LISTEN, id: LISTEN_ID, signal: end.signal, timeout: 10_000 };
  const asked = session.request(LISTEN, { notifications }, options);
  let answered = false;
  void asked.then(() => (answered = true));
  const heard = (): boolean => answered || acknowledgement(session.frames, session.lane) !== undefined;
  await until(session, heard, PATIENCE_MS);
  if (!answered && session.transport === 'stdio' && session.alive)
    await session.notify('notifications/cancelled', { requestId: LISTEN_ID });
  end.abort();
  await asked;
}

/** The target says that it will tell of what it does not have. */
function promised(look: Look): readonly Finding[] {
  const [listening] = look.tagged(LISTEN);
  const frame = listening === undefined ? undefined : acknowledgement(look.recording.frames, listening.lane);
  const agreed = member(member(member(frame?.json, 'params'), 'notifications'), 'promptsListChanged');
  if (frame === undefined || agreed !== true) return [];
  const got = 'promptsListChanged acknowledged without the prompts capability';
  return [{ at: [atFrame(frame, 'params', 'notifications'), at(listening)], got, want: 'it left out', key: LISTEN }];
}

export default check({
  title: 'Without the prompts capability, prompts are refused',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['prompts.respects-negotiation', 'prompts.negotiation-respected'],
  why: 'What both sides agreed on is what they may use; a server that answers beyond it is not what it says it is.',
  fix: 'Declare `prompts`, or answer prompts/list and prompts/get with -32601 and acknowledge no promptsListChanged.',
  touch: 'probing',
  needs: {},
  applies: (_, recording) =>
    isObject(member(recording.capabilities, 'prompts'))
      ? { kind: 'nothing-to-judge', note: 'the prompts capability is declared' }
      : undefined,
  probe: ask,
  judge: (_, look) => {
    const modern = look.recording.revision >= '2026-07-28';
    const refusals = judgeEach(
      look.probe.filter(
        (exchange) =>
          exchange.method in REQUESTS &&
          !refusedOutside(exchange) &&
          (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange): Finding | undefined => {
        const result = resultOf(exchange);
        // Up to 2025-11-25 no code is asked for, and an empty list offers nothing.
        const empty =
          Array.isArray(member(result, 'prompts')) && (member(result, 'prompts') as readonly unknown[]).length === 0;
        const wrong = modern ? errorOf(exchange)?.code !== -32601 : result !== undefined && !empty;
        if (!wrong) return undefined;
        return {
          at: [at(exchange)],
          got: `${exchange.method}: ${result === undefined ? ending(exchange) : `a result: ${brief(result, 80)}`}`,
          want: modern ? 'an error with code -32601' : 'a JSON-RPC error',
          key: `${exchange.method} ${result === undefined ? 'code' : 'result'}`,
        };
      },
      'neither request was answered',
    );
    return { ...refusals, findings: [...refusals.findings, ...promised(look)] };
  },
});
