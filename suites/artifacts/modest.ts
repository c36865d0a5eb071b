// A session of a client that declares no capability at all: what the server then sends by itself is unasked for.

import type { Artifact, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import { META } from './modern-messages.ts';
import type { Exchange, Frame, JsonObject, Recording } from '../kernel/recording.ts';

export interface Modest {
  /** Everything asked on that lane. */
  readonly exchanges: readonly Exchange[];
  /** Requests and notifications of the target on that lane. */
  readonly unprompted: readonly Frame[];
}

const BY = 'artifact:modest';

/** How such a client opens its lane; on stdio others who want the same may have it afterwards. */
export const MODEST = { clientCapabilities: {}, purpose: 'a client without capabilities' } as const;

async function gather(session: Session): Promise<void> {
  const lists = ['tools', 'prompts', 'resources'].filter((name) => isObject(member(session.capabilities, name)));
  if (session.era === 'per-request') {
    // Capabilities are those of each request: no connection of its own is needed.
    const meta = { [META.capabilities]: {} };
    const methods = ['server/discover', ...lists.map((name) => `${name}/list`)];
    const listed = await Promise.all(
      methods.map((method) => session.request(method, undefined, { tag: method, meta })),
    );
    await Promise.all(
      firstItems(listed).map(([method, params]) => session.request(method, params, { tag: method, meta })),
    );
    return;
  }
  const fork = await session.fork({ ...MODEST, reuse: true, listen: true });
  if (!fork.alive) return;
  const listed = await Promise.all(lists.map((name) => fork.request(`${name}/list`, undefined, { tag: name })));
  await Promise.all(firstItems(listed).map(([method, params]) => fork.request(method, params, { tag: method })));
  await fork.settle();
}

/** Reads of the first resource and the first prompt that needs no arguments, whatever else is listed. */
function firstItems(listed: readonly Exchange[]): readonly (readonly [method: string, params: JsonObject])[] {
  const items = (name: string): readonly unknown[] =>
    listed.flatMap((exchange) => {
      const list = member(resultOf(exchange), name);
      return Array.isArray(list) ? (list as readonly unknown[]) : [];
    });
  const uri = member(items('resources')[0], 'uri');
  const prompt = items('prompts').find((each) => {
    const wanted = member(each, 'arguments');
    return !Array.isArray(wanted) || !wanted.some((argument) => member(argument, 'required') === true);
  });
  const name = member(prompt, 'name');
  return [
    ...(typeof uri === 'string' && !/^https?:/i.test(uri) ? [['resources/read', { uri }] as const] : []),
    ...(typeof name === 'string' ? [['prompts/get', { name }] as const] : []),
  ];
}

function read(recording: Recording): Modest {
  const exchanges = recording.exchanges.filter((exchange) => exchange.by === BY);
  const lanes = new Set(exchanges.map((exchange) => exchange.lane));
  const others = recording.exchanges.filter(({ by, lane }) => lanes.has(lane) && by !== BY && by !== 'open');
  const taken = Math.min(...others.map(({ sent }) => sent.seq));
  return {
    exchanges,
    unprompted: recording.frames.filter(
      (frame) =>
        frame.origin === 'target' &&
        lanes.has(frame.lane) &&
        (frame.seq < taken || recording.transport !== 'stdio') &&
        typeof member(frame.json, 'method') === 'string',
    ),
  };
}

export const modest: Artifact<Modest> = artifact({ id: 'modest', gather, read });
