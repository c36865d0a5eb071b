// Who asks a client must not wait for ever, and says when he has stopped.
//
// This takes as long as the server's patience, so it runs only for calls that the configuration names, and `_meta.patienceMs`
// of such a call says how long to wait (default 120 s).

import { check } from '../../kernel/check.ts';
import type { Answer, Finding, Session, Views } from '../../kernel/check.ts';
import { at, atFrame, member } from '../../kernel/look.ts';
import type { Exchange, Frame, Json, KnownCall, Recording } from '../../kernel/recording.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';

const ASKING = ['elicits', 'samples', 'lists-roots'] as const;
const SILENT: Readonly<Record<string, Answer>> = {
  'elicitation/create': () => undefined,
  'sampling/createMessage': () => undefined,
  'roots/list': () => undefined,
};
const PATIENCE = 120_000;

type Needed = Views<{ knownCalls: typeof knownCalls }>;

const configured = ({ knownCalls: known }: Needed): KnownCall | undefined =>
  ASKING.flatMap((property) => known.find(property)).find(({ source }) => source === 'config');

const patienceOf = ({ params }: KnownCall): number => {
  const given = member(member(params, '_meta'), 'patienceMs');
  return typeof given === 'number' ? given : PATIENCE;
};

const isRequest = (frame: Frame): boolean =>
  frame.origin === 'target' &&
  Object.hasOwn(SILENT, String(member(frame.json, 'method'))) &&
  member(frame.json, 'id') !== undefined;

const tokenIn = (frame: Frame): unknown => member(member(member(frame.json, 'params'), '_meta'), 'progressToken');

async function ask(session: Session, known: KnownCall, tag: string, keepAlive: boolean): Promise<void> {
  const fork = await session.fork({ answers: SILENT, purpose: 'a client that never answers', listen: true });
  const { _meta: _, ...params } = known.params as Record<string, Json>;
  const state = { over: false };
  const asked = fork.request(known.method, params, { tag, timeout: patienceOf(known) }).then(() => {
    state.over = true;
  });
  if (keepAlive) await prolong(fork, known, asked, state);
  await asked;
  await fork.pause(50);
}

/** Reports progress for the server's own request, second by second, as long as the call lasts. */
async function prolong(
  fork: Session,
  known: KnownCall,
  asked: Promise<void>,
  state: { readonly over: boolean },
): Promise<void> {
  for (let progress = 1; !state.over; progress += 1) {
    await Promise.race([asked, fork.pause(Math.min(1000, patienceOf(known) / 8))]);
    const token = fork.frames
      .filter(isRequest)
      .map(tokenIn)
      .find((each) => each !== undefined);
    if (token === undefined) break;
    if (!state.over) await fork.notify('notifications/progress', { progressToken: token as Json, progress });
  }
}

async function probe(session: Session, views: Needed): Promise<void> {
  const known = configured(views);
  if (known === undefined) return;
  await ask(session, known, 'silent', false);
  if (session.revision >= '2025-03-26') await ask(session, known, 'progress', true);
}

const requestsOn = (lane: string, { frames }: Recording): readonly Frame[] =>
  frames.filter((frame) => frame.lane === lane && isRequest(frame));

const wasCancelled = (request: Frame, { frames }: Recording): boolean =>
  frames.some(
    ({ lane, origin, json }) =>
      lane === request.lane &&
      origin === 'target' &&
      member(json, 'method') === 'notifications/cancelled' &&
      member(member(json, 'params'), 'requestId') === member(request.json, 'id'),
  );

function silent(exchange: Exchange, request: Frame, recording: Recording): readonly Finding[] {
  const gaveUp = exchange.response !== undefined || wasCancelled(request, recording);
  const where = [at(exchange), atFrame(request)];
  if (!gaveUp)
    return [
      { at: where, got: `still waiting after ${Math.round(exchange.ms)} ms`, want: 'an end by timeout', key: 'waits' },
    ];
  return wasCancelled(request, recording) || recording.revision < '2025-03-26'
    ? []
    : [
        {
          at: where,
          got: 'given up without a word',
          want: 'notifications/cancelled for the request',
          key: 'no-cancellation',
        },
      ];
}

export default check({
  title: 'A request to the client that is never answered times out and is cancelled',
  level: 'should',
  revisions: STATEFUL,
  requirements: ['lifecycle.request-timeout', 'lifecycle.timeout-cancels', 'lifecycle.timeout-hard-limit'],
  why: 'A client that went away leaves calls open for ever, and with them memory, locks and connections.',
  fix: 'Set a timeout for every request to the client, with an upper limit that progress cannot extend, and send notifications/cancelled when it ends.',
  touch: 'heavy',
  needs: { knownCalls },
  applies: (views) =>
    configured(views) === undefined
      ? {
          kind: 'nothing-to-judge',
          note: 'name a call that asks the client: known: [{ property: elicits, method: tools/call, params: {…, _meta: { patienceMs: 120000 } } }]',
        }
      : undefined,
  probe,
  judge: (_views, { tagged, recording }) => {
    const findings: Finding[] = [];
    let seen = 0;
    const [first] = tagged('silent');
    const [request] = first === undefined ? [] : requestsOn(first.lane, recording);
    if (first !== undefined && request !== undefined) {
      seen += 1;
      findings.push(...silent(first, request, recording));
    }
    const [second] = tagged('progress');
    const [prolonged] =
      second === undefined ? [] : requestsOn(second.lane, recording).filter((each) => tokenIn(each) !== undefined);
    if (second !== undefined && prolonged !== undefined) {
      seen += 1;
      if (second.response === undefined && !wasCancelled(prolonged, recording))
        findings.push({
          at: [at(second), atFrame(prolonged)],
          got: `still waiting after ${Math.round(second.ms)} ms of progress reports`,
          want: 'an upper limit',
          key: 'progress-extends',
        });
    }
    return { seen, findings, note: 'the call named sent no request to the client' };
  },
});
