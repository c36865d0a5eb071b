// Finds out by behaviour which eras, revisions and transport a target speaks, and opens a recording for each that is wanted.

import { isObject, member, resultOf, errorOf } from '../../suites/kernel/look.ts';
import type { Exchange } from '../../suites/kernel/recording.ts';
import { eraOf, isRevision, REVISIONS, type Revision, type Transport } from '../../suites/kernel/revision.ts';
import type { AuditOptions } from '../options.ts';
import type { Target } from '../target.ts';
import { Dialer } from '../wire/http-request.ts';
import { Recorder, type Evidence, type Numbering } from '../wire/recorder.ts';
import { within } from './clock.ts';
import type { LaneSession } from './lane-session.ts';
import { problemOf } from './open-problem.ts';
import { namesNoAddress, wantsCredentials } from './half-opened.ts';
import { Sitting, type SittingOptions } from './sitting.ts';

export interface Opened {
  readonly sittings: readonly Sitting[];
  /** Why nothing, or not all that was asked for, could be opened. */
  readonly problems: readonly string[];
  /** The target asked for credentials (401 or 403). */
  readonly locked: boolean;
  /** Every sitting that was tried, for closing. */
  readonly tried: readonly Sitting[];
}

export interface OpenContext {
  readonly target: Target;
  readonly label: string;
  readonly options: AuditOptions;
  readonly seed: number;
  readonly timeoutMs: number;
  readonly numbering: Numbering;
  readonly began: number;
  readonly evidence?: Evidence;
  /** Callers to be compared: these recordings are theirs alone. */
  readonly speakers?: SittingOptions['speakers'];
  readonly guard?: SittingOptions['guard'];
  readonly onSitting?: (sitting: Sitting) => void;
}

const STATEFUL_NEWEST: Revision = '2025-11-25';
const MODERN: Revision = '2026-07-28';

export async function open(context: OpenContext): Promise<Opened> {
  const opened = await openAs(context);
  const { target } = context;
  const bears = target.kind === 'http' && Object.keys(target.headers ?? {}).some((name) => /^origin$/i.test(name));
  const wanted = wantedRevisions(context.options.revisions ?? 'auto').includes(MODERN);
  if (target.kind !== 'http' || bears || !opened.locked || !wanted || context.speakers !== undefined) return opened;
  // Some refuse whoever sends no Origin, which no client but a browser does. They are spoken to with one, and judged for it.
  const headers = { ...target.headers, Origin: new URL(target.url).origin };
  const options = { ...context.options, revisions: [MODERN] as const };
  const again = await openAs({ ...context, target: { ...target, headers }, options });
  const tried = [...opened.tried, ...again.tried];
  return again.sittings.length > 0 ? { ...again, tried } : { ...opened, tried };
}

async function openAs(context: OpenContext): Promise<Opened> {
  const wanted = wantedRevisions(context.options.revisions ?? 'auto');
  const opener = new Opener(context);
  const stateful = wanted.filter((revision) => eraOf(revision) === 'initialize');
  const [first] = stateful;
  const sparing = context.options.probes === false && context.target.kind !== 'http';
  const [beside, modern] =
    sparing && first !== undefined && wanted.includes(MODERN)
      ? await opener.inOneProcess(first)
      : await Promise.all([
          first === undefined ? undefined : opener.initialize(first),
          wanted.includes(MODERN) ? opener.discover() : undefined,
        ]);
  const initialized = beside ?? (modern === undefined ? await opener.initializeAlone(first) : undefined);
  const others = initialized === undefined ? [] : await opener.further(initialized, stateful);
  const explicit = context.options.revisions !== undefined && typeof context.options.revisions !== 'string';
  const open = [initialized, ...others, modern].filter((sitting) => sitting !== undefined);
  // The newest stateful recording first; a counter-offer counts under the revision offered, where that was asked for.
  const sittings = explicit ? open.filter(({ revision }) => wanted.includes(revision)) : open;
  for (const sitting of sittings)
    sitting.speaks = [...new Set(open.map(({ revision }) => revision))].sort() as Revision[];
  return { sittings, problems: opener.problems, locked: opener.locked && sittings.length === 0, tried: opener.tried };
}

function wantedRevisions(revisions: NonNullable<AuditOptions['revisions']>): readonly Revision[] {
  if (revisions === 'auto') return [STATEFUL_NEWEST, MODERN];
  const chosen = revisions === 'all' ? REVISIONS : revisions;
  return [...chosen].sort().reverse();
}

class Opener {
  readonly tried: Sitting[] = [];
  readonly problems: string[] = [];
  locked = false;
  readonly #context: OpenContext;
  readonly #dialer: Dialer | undefined;

  constructor(context: OpenContext) {
    this.#context = context;
    this.#dialer = context.target.kind === 'http' ? new Dialer(context.target) : undefined;
  }

  /** The initialize era: by handshake, over the transport that answers. */
  async initialize(revision: Revision): Promise<Sitting | undefined> {
    const { target } = this.#context;
    if (target.kind !== 'http') return this.#handshake(this.#sitting('stdio', revision));
    const streamable = this.#sitting('streamable-http', revision);
    const found = await this.#handshake(streamable);
    if (found !== undefined) return found;
    const status = streamable.main?.opening?.status;
    if (status === undefined || status === 401 || status === 403 || status < 400) return undefined;
    const before = this.problems.length;
    const sitting = this.#sitting('http-sse', revision);
    const old = await this.#handshake(sitting);
    // What the old transport says is the problem only where it is that transport.
    if (old !== undefined || namesNoAddress(sitting) || wantsCredentials(sitting)) this.problems.splice(0, before);
    else this.problems.splice(before);
    return old;
  }

  /**
   * Once more, for a program that ended at its start while a second process of it ran: one that holds a fixed port, or
   * ends the process that holds it, runs only once at a time.
   */
  async initializeAlone(revision: Revision | undefined): Promise<Sitting | undefined> {
    const ended = this.tried.some(({ main }) => main?.opening?.outcome === 'closed');
    if (this.#context.target.kind === 'http' || revision === undefined || !ended || this.tried.length < 2)
      return undefined;
    await Promise.all(this.tried.map((sitting) => sitting.close()));
    const found = await this.initialize(revision);
    if (found === undefined) this.problems.pop();
    else this.problems.splice(0);
    return found;
  }

  /** The per-request era: by server/discover, on a connection where nothing else was said. */
  async discover(): Promise<Sitting | undefined> {
    const sitting = this.#sitting(this.#context.target.kind === 'http' ? 'streamable-http' : 'stdio', MODERN);
    return this.#discovered(sitting, await this.#ask(sitting));
  }

  /**
   * Both eras, as a client of both asks a program (basic/transports/stdio, Backward Compatibility, 2026-07-28): discovery
   * first, and where it is answered by an error that no modern server gives, initialize in the same process. Whoever is
   * silent, ends, or then knows no initialize is started anew for it, since what was said before may be the reason.
   */
  async inOneProcess(revision: Revision): Promise<readonly [Sitting | undefined, Sitting | undefined]> {
    const sitting = this.#sitting('stdio', MODERN);
    const asking = this.#ask(sitting);
    const soon = await within(asking, this.#context.timeoutMs / 3);
    if (soon !== undefined && isLegacyError(soon) && (await this.#fallBack(sitting, soon, revision)))
      return [sitting, undefined];
    const initializing = this.initialize(revision);
    // A silence of ten seconds says no more than one that outlasts the start of a second process.
    const exchange = await Promise.race([
      asking,
      initializing.then((found) => (found === undefined ? asking : within(asking, 1000))),
    ]);
    if (exchange === undefined) sitting.leave();
    return Promise.all([initializing, exchange === undefined ? undefined : this.#discovered(sitting, exchange)]);
  }

  async #ask(sitting: Sitting): Promise<Exchange> {
    const session = await sitting.open('open', { purpose: 'main', handshake: false });
    sitting.main = session;
    return session.request('server/discover', undefined, { tag: 'discover' });
  }

  /** Whether the process that was asked for discovery is one of the initialize era, and is initialized now. */
  async #fallBack(sitting: Sitting, asked: Exchange, revision: Revision): Promise<boolean> {
    const { main } = sitting;
    if (main === undefined || !main.alive) return false;
    const session = main.inRevision(revision);
    sitting.revision = revision;
    await session.handshake(false);
    const { opening } = session;
    if (opening?.outcome !== 'result' || !isObject(resultOf(opening))) {
      sitting.revision = MODERN;
      if (opening !== undefined) sitting.recorder.mark(opening, 'a message of an older revision');
      return false;
    }
    sitting.recorder.mark(asked, 'a question of the per-request era, before initialize');
    sitting.main = session;
    this.#agreed(sitting, session);
    return true;
  }

  async #discovered(sitting: Sitting, exchange: Exchange): Promise<Sitting | undefined> {
    if (exchange.status === 401 || exchange.status === 403) this.locked = true;
    if (looksModern(exchange)) {
      sitting.learn(exchange);
      return sitting;
    }
    const { outcome, status } = exchange;
    const elsewhere = outcome === 'http-refusal' && (status === 404 || status === 405);
    const answered = outcome === 'error' || outcome === 'result' || outcome === 'no-message' || elsewhere;
    if (answered && (await this.#modernInSpite(sitting))) {
      if (exchange.outcome === 'result') sitting.learn(exchange);
      return sitting;
    }
    sitting.leave(); // nobody waits for its end but the end of the run
    return undefined;
  }

  /** Other stateful revisions, each on a connection of its own; those the target does not grant are left out. */
  async further(first: Sitting, stateful: readonly Revision[]): Promise<Sitting[]> {
    const rest = stateful.filter((revision) => revision !== first.revision && revision !== first.main?.revision);
    const found: Sitting[] = [];
    for (const revision of rest) {
      if (first.transport === 'http-sse' && revision > '2024-11-05') continue;
      const sitting = await this.#handshake(this.#sitting(first.transport, revision), false);
      if (sitting !== undefined && sitting.revision === revision) found.push(sitting);
      else await sitting?.close();
    }
    return found;
  }

  /** A modern server whose server/discover is broken is still modern: its results name their type. */
  async #modernInSpite(sitting: Sitting): Promise<boolean> {
    const lists = await Promise.all(
      ['tools/list', 'resources/list', 'prompts/list'].map((method) =>
        sitting.main?.request(method, undefined, { tag: 'discover' }),
      ),
    );
    const modern = lists.filter((exchange) => typeof resultOf(exchange)?.['resultType'] === 'string');
    if (modern.length === 0) return false;
    const declared: Record<string, object> = {};
    for (const exchange of modern) if (exchange !== undefined) declared[exchange.method.split('/')[0] ?? ''] = {};
    sitting.capabilities = declared as Sitting['capabilities'];
    return true;
  }

  async #handshake(sitting: Sitting, listen = true): Promise<Sitting | undefined> {
    const session = await sitting.open('open', { purpose: 'main', listen });
    sitting.main = session;
    const { opening } = session;
    if (opening?.outcome === 'result' && isObject(resultOf(opening))) return this.#agreed(sitting, session);
    if (opening?.status === 401 || opening?.status === 403) this.locked = true;
    // Who knows no initialize and serves all the same is a server of this protocol, and a broken one.
    if (errorOf(opening)?.code === -32601)
      await session.request('tools/list', undefined, { tag: 'without initialize' });
    this.problems.push(problemOf(sitting, opening));
    await sitting.close();
    return undefined;
  }

  #agreed(sitting: Sitting, { opening, negotiated }: LaneSession): Sitting {
    if (opening !== undefined) sitting.learn(opening);
    if (negotiated !== undefined && isRevision(negotiated) && eraOf(negotiated) === 'initialize')
      sitting.revision = negotiated;
    return sitting;
  }

  #sitting(transport: Transport, revision: Revision): Sitting {
    const { target, label, seed, timeoutMs, numbering, began, evidence, guard, onSitting, speakers } = this.#context;
    const recorder = new Recorder(
      `${speakers === undefined ? 'r' : 'access'}${this.tried.length + 1}`,
      numbering,
      began,
      evidence,
    );
    const sitting = new Sitting({
      target,
      transport,
      revision,
      recorder,
      seed,
      timeoutMs,
      label,
      ...(this.#dialer === undefined ? {} : { dialer: this.#dialer }),
      ...(guard === undefined ? {} : { guard }),
      ...(speakers === undefined ? {} : { speakers }),
    });
    this.tried.push(sitting);
    onSitting?.(sitting);
    return sitting;
  }
}

/**
 * A discovery result, or an error that only a modern server gives (basic/versioning, 2026-07-28); neither where the
 * server itself names only other versions: over one transport it may speak less than over another.
 */
function looksModern(exchange: Exchange): boolean {
  const result = resultOf(exchange);
  if (result !== undefined) {
    const versions = result['supportedVersions'];
    if (Array.isArray(versions) && versions.some(isRevision)) return versions.includes(MODERN);
    return Array.isArray(versions) || typeof result['resultType'] === 'string' || isObject(result['capabilities']);
  }
  const error = errorOf(exchange);
  const supported = member(error?.data, 'supported');
  return error?.code === -32022 && (!Array.isArray(supported) || supported.includes(MODERN));
}

/** An error, and none of those that only modern servers give (-32020 to -32022, basic/index, 2026-07-28). */
function isLegacyError(exchange: Exchange): boolean {
  const code = errorOf(exchange)?.code;
  return exchange.outcome === 'error' && typeof code === 'number' && !(code <= -32020 && code >= -32022);
}
