// Canaries in the arguments of calls: two sessions, each with its own, so that one that turns up in the other is seen.

import { exampleArguments } from '../artifacts/example-value.ts';
import { text } from '../artifacts/listing.ts';
import type { Listed } from '../artifacts/listing.ts';
import { LOG_LEVEL } from '../artifacts/named-calls.ts';
import { CALL_PATIENCE, taskOnly, toolCalls } from '../artifacts/safe-calls.ts';
import { artifact } from '../kernel/check.ts';
import type { Session } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../kernel/recording.ts';
import { canaryOf, markerOf } from './canary.ts';

export interface PlantedArguments {
  /** Where each canary was sent, by its value; also by others, who make a call again that asked them something. */
  readonly sent: ReadonlyMap<string, readonly Exchange[]>;
  /** Sessions that carried some and got answers. */
  readonly lanes: number;
}

/** The seed, for whoever asks before anything was recorded. */
const seed = artifact<number>({ id: 'seed', read: (recording) => recording.seed });

const TOOLS = 5;
const PARAMETERS = 3;
/** Characters of a canary, with room to spare. */
const LONGEST = 40;
/** Such a tool keeps what it is given, for everybody, by its purpose. */
const KEEPS =
  /\b(?:add|append|create|delete|forget|import|insert|log|merge|move|post|publish|push|put|record|register|remember|remove|rename|replace|save|send|set|store|subscribe|update|upload|write)/iu;

const BY = 'artifact:planted-arguments';

/** Asks alone: read-only by its word, or without a word on the matter and with no verb that keeps. */
function asksOnly(tool: Listed): boolean {
  const hint = member(member(tool.value, 'annotations'), 'readOnlyHint');
  if (typeof hint === 'boolean') return hint;
  const name = (text(tool, 'name') ?? '').replaceAll(/([a-z])([A-Z])/gu, '$1 $2').replaceAll(/[_-]/gu, ' ');
  return !KEEPS.test(`${name} ${text(tool, 'description') ?? ''}`);
}

function argumentsWith(tool: Listed, canary: (name: string) => string): JsonObject | undefined {
  const schema = member(tool.value, 'inputSchema');
  const properties = member(schema, 'properties');
  const made: Record<string, Json> = { ...exampleArguments(schema).value };
  let left = PARAMETERS;
  for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
    const most = member(property, 'maxLength');
    const free =
      member(property, 'type') === 'string' &&
      (most === undefined || (typeof most === 'number' && most >= LONGEST)) &&
      ['enum', 'const', 'format', 'pattern'].every((keyword) => member(property, keyword) === undefined);
    if (!free || left === 0) continue;
    made[name] = canary(name);
    left -= 1;
  }
  return left === PARAMETERS ? undefined : made;
}

async function callAll(session: Session, chosen: readonly Listed[], value: number, who: string): Promise<void> {
  const meta = session.era === 'per-request' ? { [LOG_LEVEL]: 'debug' } : undefined;
  await Promise.all(
    chosen.map((tool) => {
      const name = text(tool, 'name') ?? '';
      const given = argumentsWith(tool, (parameter) => canaryOf(value, `argument ${who} ${name} ${parameter}`)) ?? {};
      const options = { tag: who, timeout: CALL_PATIENCE, ...(meta === undefined ? {} : { meta }) };
      return session.request('tools/call', { name, arguments: given }, options);
    }),
  );
}

export const plantedArguments = artifact<PlantedArguments>({
  id: 'planted-arguments',
  after: [toolCalls, seed],
  declared: (capabilities) => isObject(member(capabilities, 'tools')),
  gather: async (session, views) => {
    const chosen = views(toolCalls)
      .callable.filter((tool) => !taskOnly(tool) && asksOnly(tool))
      .filter((tool) => argumentsWith(tool, () => '') !== undefined)
      .slice(0, TOOLS);
    if (chosen.length === 0) return;
    const value = views(seed);
    await callAll(session, chosen, value, 'one');
    const other = await session.fork({ reuse: true, purpose: 'a second caller with canaries of its own' });
    await callAll(other, chosen, value, 'other');
    await other.request('tools/list', undefined, { tag: 'other' });
    await callAll(session, chosen, value, 'again');
    // Other probes speak meanwhile, and what is kept by mistake may be theirs: so once more.
    await callAll(other, chosen, value, 'other again');
    await callAll(session, chosen, value, 'once more');
    await Promise.all([session.settle(), other.settle()]);
  },
  read: (recording) => {
    const marker = markerOf(recording.seed);
    const pattern = new RegExp(`${marker}[a-z0-9]{16}`, 'g');
    const sent = new Map<string, Exchange[]>();
    const lanes = new Set<string>();
    for (const exchange of recording.exchanges) {
      if (exchange.by === BY && exchange.method === 'tools/call' && resultOf(exchange) !== undefined)
        lanes.add(exchange.lane);
      for (const [value] of exchange.sent.raw.matchAll(pattern))
        sent.set(value, [...(sent.get(value) ?? []), exchange]);
    }
    return { sent, lanes: lanes.size };
  },
});
