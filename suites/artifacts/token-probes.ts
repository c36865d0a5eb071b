// What a protected target says to tokens of its own authorization server that are not good enough, each given by the operator.
//
// Preconditions are named: without a token (`tokens:`) a rule skips with the line of configuration that would enable it.

import type { Session, Skip } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { errorOf, isObject, member } from '../kernel/look.ts';
import type { Exchange, JsonObject, KnownCall, Recording } from '../kernel/recording.ts';
import { authorization, challengeOf, opening, tokensGiven } from './authorization.ts';
import { knownCalls } from './known-calls.ts';
import { toolCalls } from './safe-calls.ts';

export interface TokenProbes {
  /** The opening request with this token. */
  opened(token: string): readonly Exchange[];
  /** Requests refused for want of scope, each operation as often as it was tried. */
  readonly refused: readonly Exchange[];
  /** Calls that the operator says need more scope. */
  readonly named: readonly Exchange[];
  /** The operations that were refused, with another token. */
  retried(token: string): readonly Exchange[];
}

const BY = 'artifact:token-probes';
const OPENED = ['expired', 'otherAudience', 'noAudience', 'upperCaseAudience'];
const TIMES = 3;
const CALLS = 8;

export const TOKEN_HELP: Readonly<Record<string, string>> = {
  expired: 'EXPIRED_TOKEN',
  otherAudience: 'OTHER_AUDIENCE_TOKEN',
  noAudience: 'NO_AUDIENCE_TOKEN',
  upperCaseAudience: 'UPPER_CASE_AUDIENCE_TOKEN',
  insufficientScope: 'INSUFFICIENT_SCOPE_TOKEN',
  challengedScope: 'CHALLENGED_SCOPE_TOKEN',
  broaderScope: 'BROADER_SCOPE_TOKEN',
};

/** The skip for a rule whose token nobody gave. */
export function needsToken(recording: Recording, ...tokens: readonly string[]): Skip | undefined {
  const missing = tokens.filter((token) => recording.facts.tokens?.includes(token) !== true);
  if (missing.length === 0) return undefined;
  const lines = missing.map((token) => `${token}: { env: ${TOKEN_HELP[token] ?? 'TOKEN'} }`);
  return {
    kind: 'nothing-to-judge',
    note: `no such token was given; name the environment variable that holds one: tokens: { ${lines.join(', ')} }`,
  };
}

/** Refused for what the token may do: by its status, or in so many words. */
const stopped = (exchange: Exchange): boolean =>
  exchange.status === 401 ||
  exchange.status === 403 ||
  ((exchange.status ?? 0) >= 400 && challengeOf(exchange)?.params['error'] === 'insufficient_scope');

async function openWith(session: Session, token: string): Promise<void> {
  const lane = await session.fork({ handshake: false, purpose: `a client with the token ${token}` });
  const { body, headers } = opening(lane);
  await lane.http({
    method: 'POST',
    body,
    headers,
    token,
    anonymous: true,
    tag: `open ${token}`,
    deliberate: 'a token that is not the one of this target',
  });
}

interface Operation {
  readonly method: string;
  readonly params?: JsonObject;
  readonly named: boolean;
}

function operations(session: Session, known: readonly KnownCall[], calls: readonly JsonObject[]): readonly Operation[] {
  const lists = ['tools', 'prompts', 'resources']
    .filter((area) => isObject(member(session.capabilities, area)))
    .map((area) => ({ method: `${area}/list`, named: false }));
  const named = known.map(({ method, params }) => ({ method, params, named: true }));
  return [...named, ...lists, ...calls.map((params) => ({ method: 'tools/call', params, named: false }))];
}

async function lackOfScope(session: Session, all: readonly Operation[], others: readonly string[]): Promise<void> {
  const lane = await session.fork({ token: 'insufficientScope', purpose: 'a client with too little scope' });
  const refused: Operation[] = [];
  for (const operation of all) {
    const tag = operation.named ? 'named' : 'tried';
    const seen = await lane.request(operation.method, operation.params, { tag });
    if (!stopped(seen)) continue;
    refused.push(operation);
    for (let count = 1; count < TIMES; count += 1)
      await lane.request(operation.method, operation.params, { tag: 'again' });
    break;
  }
  for (const token of others) {
    const other = await session.fork({ token, purpose: `a client with the token ${token}` });
    for (const operation of refused)
      await other.request(operation.method, operation.params, { tag: `retried ${token}` });
  }
}

export const tokenProbes = artifact<TokenProbes>({
  id: 'token-probes',
  after: [authorization, knownCalls, toolCalls],
  gather: async (session, views) => {
    const given = views(tokensGiven);
    if (session.transport !== 'streamable-http') return;
    for (const token of OPENED) if (given.includes(token)) await openWith(session, token);
    if (!given.includes('insufficientScope')) return;
    const calls = views(toolCalls)
      .calls.slice(0, CALLS)
      .map(({ name, arguments: made }): JsonObject => ({ name, arguments: made }));
    const all = operations(session, views(knownCalls).find('needs-scope'), calls);
    await lackOfScope(
      session,
      all,
      ['challengedScope', 'broaderScope'].filter((token) => given.includes(token)),
    );
  },
  read: ({ exchanges, lanes }) => {
    const purposes = new Map(lanes.map(({ id, purpose }) => [id, purpose]));
    const all = exchanges.filter(
      ({ by, lane }) => by === BY || (by === 'open' && purposes.get(lane) === 'a client with too little scope'),
    );
    const of = (tag: string): readonly Exchange[] => all.filter((exchange) => exchange.tag === tag);
    return {
      opened: (token) => of(`open ${token}`),
      refused: all.filter(
        (exchange) =>
          stopped(exchange) && (exchange.by === 'open' || ['named', 'tried', 'again'].includes(exchange.tag ?? '')),
      ),
      named: of('named').filter(
        (exchange) => exchange.outcome === 'result' || errorOf(exchange) !== undefined || stopped(exchange),
      ),
      retried: (token) => of(`retried ${token}`),
    };
  },
});
