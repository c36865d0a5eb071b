// Two calls at once that each ask the client something, answered only when both have asked: what a server keeps apart
// among requests of its own that are open at the same time. Only where its requests bear progress tokens at all.

import { artifact } from '../kernel/check.ts';
import type { Answer, AnswerGiven, Session } from '../kernel/check.ts';
import { member } from '../kernel/look.ts';
import type { KnownCall } from '../kernel/recording.ts';
import { knownCalls } from './known-calls.ts';
import type { Property } from './known-calls.ts';
import { targetRequests } from './target-requests.ts';
import type { TargetRequest } from './target-requests.ts';

/** How long the first waits for the other: a server that works one call after the other never asks twice at once. */
const PATIENCE_MS = 250;

/** Roots may be asked for once and kept: tried last. */
const PROPERTY: Readonly<Record<string, Property>> = {
  'sampling/createMessage': 'samples',
  'elicitation/create': 'elicits',
  'roots/list': 'lists-roots',
};

const ANSWER: Readonly<Record<string, AnswerGiven>> = {
  'sampling/createMessage': {
    result: { role: 'assistant', content: { type: 'text', text: 'ok' }, model: 'assay', stopReason: 'endTurn' },
  },
  'elicitation/create': { result: { action: 'decline' } },
  'roots/list': { result: { roots: [] } },
};

export const tokenOf = (one: TargetRequest): unknown =>
  member(member(member(one.frame.json, 'params'), '_meta'), 'progressToken');

async function askTogether(session: Session, call: KnownCall): Promise<void> {
  const open: (() => void)[] = [];
  const held =
    (given: AnswerGiven): Answer =>
    () =>
      new Promise((resolve) => {
        open.push(() => resolve(given));
      });
  const answers = Object.fromEntries(Object.entries(ANSWER).map(([method, given]) => [method, held(given)]));
  const lane = await session.fork({ reuse: true, answers, listen: true, purpose: 'two calls that ask at once' });
  const state = { over: false };
  const both = Promise.all([0, 1].map(() => lane.request(call.method, call.params, { tag: 'together' }))).then(() => {
    state.over = true;
  });
  const until = lane.now() + PATIENCE_MS;
  while (!state.over && open.length < 2 && lane.now() < until && lane.alive) await lane.pause(10);
  while (!state.over && lane.alive) {
    for (const give of open.splice(0)) give();
    await Promise.race([both, lane.pause(10)]);
  }
  await both;
}

const gathered = artifact<undefined>({
  id: 'asked-together',
  after: [knownCalls, targetRequests],
  declared: (_, { era }) => era === 'initialize',
  gather: async (session, views) => {
    const asked = new Set(views(targetRequests).flatMap((one) => (tokenOf(one) === undefined ? [] : [one.method])));
    const known = views(knownCalls);
    const [call] = Object.entries(PROPERTY).flatMap(([method, property]) =>
      asked.has(method) ? known.find(property) : [],
    );
    if (call !== undefined) await askTogether(session, call);
  },
  read: () => undefined,
});

/** All requests of the target, once that was asked; a passive audit looks at what came by itself. */
export const tokenRequests = artifact<readonly TargetRequest[]>({
  id: 'token-requests',
  after: [gathered, targetRequests],
  read: (_, views) => views(targetRequests),
});
