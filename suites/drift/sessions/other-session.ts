// A second session that looks like another client's, listed, used and listed again: rug pulls wait for a certain name
// or for the first call. Where it differs, a third session with our own name tells which of the two it was.

import { tools } from '../../artifacts/tools.ts';
import { prompts } from '../../artifacts/prompts.ts';
import { exampleArguments } from '../../artifacts/example-value.ts';
import { itemsOf, readWalk } from '../../artifacts/listing.ts';
import type { Listed, Listing } from '../../artifacts/listing.ts';
import { artifact } from '../../kernel/check.ts';
import type { Session, ViewReader } from '../../kernel/check.ts';
import { isObject, member, resultOf } from '../../kernel/look.ts';
import type { Exchange, Json, JsonObject, Recording } from '../../kernel/recording.ts';
import { digestOf } from '../canonical.ts';
import { openingOf, snapshotOf } from '../snapshot.ts';
import type { Snapshot } from '../snapshot.ts';

/** A client that many people use, and that a server may therefore treat in its own way. */
export const OTHER_CLIENT = { name: 'claude-ai', version: '0.1.0' } as const;

const CLIENT_INFO = 'io.modelcontextprotocol/clientInfo';
const PAGES = 50;
const PATIENCE = 5_000;

/** Lists whose definitions a host shows to a model; resources are data and may come and go. */
const LISTS = [
  { method: 'tools/list', member: 'tools', capability: 'tools' },
  { method: 'prompts/list', member: 'prompts', capability: 'prompts' },
] as const;

export interface View {
  readonly snapshot: Snapshot;
  readonly items: readonly Listed[];
  readonly opening: Exchange | undefined;
  readonly pages: readonly Exchange[];
}

export interface OtherSession {
  /** The session that gathers, as it was listed first. */
  readonly main: View | undefined;
  /** Another client, before and after a call. */
  readonly other: View | undefined;
  readonly again: View | undefined;
  /** Which tool was called between the two. */
  readonly called: string | undefined;
  /** A list change was announced between the two. */
  readonly announced: boolean;
  /** Ourselves, a second time. */
  readonly third: View | undefined;
}

const by = 'artifact:other-session';

async function list(session: Session, tag: string, meta: Readonly<Record<string, Json>>): Promise<void> {
  for (const { method, capability } of LISTS) {
    if (!isObject(member(session.capabilities, capability))) continue;
    let params: JsonObject | undefined;
    for (let page = 0; page < PAGES; page += 1) {
      const exchange = await session.request(method, params, { tag, meta });
      const cursor = member(resultOf(exchange), 'nextCursor');
      if (typeof cursor !== 'string') break;
      params = { cursor };
    }
  }
}

/** Opens a lane under another name, in the way of the era. */
async function asOther(session: Session): Promise<Session> {
  const other = await session.fork({ handshake: false, purpose: 'another client' });
  if (session.era === 'per-request') {
    await other.request('server/discover', undefined, { tag: 'other', meta: { [CLIENT_INFO]: OTHER_CLIENT } });
    return other;
  }
  const capabilities = session.clientCapabilities;
  await other.request(
    'initialize',
    { protocolVersion: session.revision, capabilities, clientInfo: OTHER_CLIENT },
    { tag: 'other' },
  );
  await other.notify('notifications/initialized');
  return other;
}

async function gather(session: Session, views: ViewReader): Promise<void> {
  const meta: Readonly<Record<string, Json>> = session.era === 'per-request' ? { [CLIENT_INFO]: OTHER_CLIENT } : {};
  const other = await asOther(session);
  await list(other, 'other', meta);
  const tool = views(tools).items.find((item) => session.callable.includes(String(member(item.value, 'name'))));
  if (tool !== undefined && member(member(tool.value, 'execution'), 'taskSupport') !== 'required') {
    const params = {
      name: member(tool.value, 'name') as string,
      arguments: exampleArguments(member(tool.value, 'inputSchema')).value,
    };
    await other.request('tools/call', params, { tag: 'call', meta, timeout: PATIENCE });
    await list(other, 'again', meta);
  }
  const seen = views(otherSession);
  if (seen.main === undefined || seen.other === undefined || alike(seen.main, seen.other)) return;
  const third = await session.fork({ purpose: 'ourselves again' });
  await list(third, 'third', {});
}

/** Equal in everything that is compared; cheap, to decide whether to ask further. */
export const alike = (one: View, two: View): boolean =>
  digestOf(comparable(one.snapshot)) === digestOf(comparable(two.snapshot));

/** Without what names a session or an instance. */
export const comparable = (snapshot: Snapshot): Snapshot => ({ ...snapshot, resource: {}, template: {} });

function viewOf(recording: Recording, opening: Exchange | undefined, pages: readonly Exchange[]): View | undefined {
  if (pages.length === 0 || pages.some((page) => resultOf(page) === undefined)) return undefined;
  const items = LISTS.map(({ method, member: name }) =>
    itemsOf(
      pages.filter((page) => page.method === method),
      name,
    ),
  );
  const complete = LISTS.every(({ method }) => {
    const own = pages.filter((page) => page.method === method);
    return own.length === 0 || readWalk(own).end === 'end';
  });
  if (!complete) return undefined;
  const values = (index: number): readonly unknown[] => (items[index] ?? []).map((item) => item.value);
  return {
    snapshot: snapshotOf(recording.revision, resultOf(opening) ?? {}, { tool: values(0), prompt: values(1) }),
    items: items.flat(),
    opening,
    pages,
  };
}

function read(recording: Recording, views: ViewReader): OtherSession {
  const own = recording.exchanges.filter((exchange) => exchange.by === by);
  const tagged = (tag: string): readonly Exchange[] => own.filter((exchange) => exchange.tag === tag);
  const opened = (lane: string | undefined): Exchange | undefined =>
    recording.exchanges.find(
      (exchange) => exchange.lane === lane && /^(?:initialize|server\/discover)$/.test(exchange.method),
    );
  const view = (tag: string): View | undefined => {
    const pages = tagged(tag).filter((exchange) => exchange.method.endsWith('/list'));
    return viewOf(recording, opened(pages[0]?.lane), pages);
  };
  const listings: readonly Listing[] = [views(tools), views(prompts)];
  const main = listings.every((listing) => listing.pages.length === 0 || listing.complete)
    ? viewOf(
        recording,
        openingOf(recording),
        listings.flatMap((listing) => listing.pages),
      )
    : undefined;
  const other = view('other');
  const again = view('again');
  const name = member(member(tagged('call')[0]?.sent.json, 'params'), 'name');
  return {
    main,
    other,
    again,
    called: typeof name === 'string' ? name : undefined,
    announced: announced(recording, other, again),
    third: view('third'),
  };
}

/** Between the two lists a notification said that a list changed. */
function announced(recording: Recording, before: View | undefined, after: View | undefined): boolean {
  const [first, last] = [before?.pages.at(-1), after?.pages.at(-1)];
  if (first === undefined || last === undefined) return false;
  return recording.frames.some(
    (frame) =>
      frame.lane === first.lane &&
      frame.seq > first.sent.seq &&
      frame.origin === 'target' &&
      /^notifications\/(?:tools|prompts)\/list_changed$/.test(String(member(frame.json, 'method'))),
  );
}

export const otherSession = artifact<OtherSession>({
  id: 'other-session',
  after: [tools, prompts],
  gather,
  read,
});
