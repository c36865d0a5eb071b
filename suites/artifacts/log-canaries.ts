// Values planted where secrets and personal data go, to be looked for in log messages: only what was planted and came
// back is proof.

import { artifact } from '../kernel/check.ts';
import type { Session } from '../kernel/check.ts';
import { isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Frame, Json, JsonObject, KnownCall } from '../kernel/recording.ts';
import { exampleArguments } from './example-value.ts';
import { knownCalls } from './known-calls.ts';
import { text } from './listing.ts';
import { isLogMessage } from './log-runs.ts';
import { LOG_LEVEL } from './named-calls.ts';
import { CALL_PATIENCE, taskOnly, toolCalls } from './safe-calls.ts';
import type { ToolCalls } from './safe-calls.ts';

export type Canary = 'bearer' | 'secret' | 'email' | 'phone';

export const CANARIES: Readonly<Record<Canary, string>> = {
  bearer: 'assay-canary-bearer-9d3f7b1e',
  secret: 'assay-canary-secret-52c08a6d',
  email: 'assay.canary.4e1b@example.invalid',
  phone: '+1-555-0142-7731',
};

export interface LeakedCanary {
  readonly canary: Canary;
  readonly frame: Frame;
}

export interface LogCanaries {
  /** Canaries that were sent in a request which was answered. */
  readonly planted: ReadonlySet<Canary>;
  readonly leaked: readonly LeakedCanary[];
}

const BY = 'artifact:log-canaries';
const SECRET =
  /pass(?:word|phrase|wd)|secret|api[_-]?key|access[_-]?key|(?:auth|access|bearer)[_-]?token|^token$|credential/iu;
const EMAIL = /e-?mail/iu;
const PHONE = /phone|mobile/iu;
const LIMIT = 4;

const canaryFor = (name: string): Canary | undefined =>
  SECRET.test(name) ? 'secret' : EMAIL.test(name) ? 'email' : PHONE.test(name) ? 'phone' : undefined;

/** Calls whose parameters take such data by their names. */
function planting(calls: ToolCalls): readonly (readonly [name: string, args: JsonObject])[] {
  const made = calls.callable
    .filter((tool) => !taskOnly(tool))
    .slice(0, 200)
    .flatMap((tool): (readonly [string, JsonObject])[] => {
      const schema = member(tool.value, 'inputSchema');
      const properties = member(schema, 'properties');
      const args: Record<string, Json> = { ...exampleArguments(schema).value };
      let planted = false;
      for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
        const canary = canaryFor(name.replaceAll(/([a-z])([A-Z])/gu, '$1_$2'));
        if (canary === undefined || member(property, 'type') !== 'string' || member(property, 'enum') !== undefined)
          continue;
        args[name] = CANARIES[canary];
        planted = true;
      }
      return planted ? [[text(tool, 'name') ?? '', args]] : [];
    });
  return made.slice(0, LIMIT);
}

/** Servers without authorization ignore the header; those with it refuse it, and nothing follows. */
async function plantBearer(session: Session, call: KnownCall | undefined): Promise<void> {
  if (session.transport === 'stdio') return;
  const stranger = await session.fork({
    purpose: 'carries a planted bearer token',
    listen: true,
    headers: { Authorization: `Bearer ${CANARIES.bearer}` },
  });
  if (session.era === 'initialize') await stranger.request('logging/setLevel', { level: 'debug' });
  const options = {
    tag: 'bearer',
    timeout: CALL_PATIENCE,
    ...(session.era === 'initialize' ? {} : { meta: { [LOG_LEVEL]: 'debug' } }),
  };
  if (call === undefined) await stranger.request('tools/list', undefined, options);
  else await stranger.request(call.method, call.params, options);
  await stranger.settle();
}

export const logCanaries = artifact<LogCanaries>({
  id: 'log-canaries',
  after: [toolCalls, knownCalls],
  declared: (capabilities) => isObject(member(capabilities, 'logging')),
  gather: async (session, views) => {
    const meta = session.era === 'initialize' ? {} : { meta: { [LOG_LEVEL]: 'debug' } };
    await Promise.all([
      plantBearer(session, views(knownCalls).find('emits-log')[0]),
      ...planting(views(toolCalls)).map(([name, args]) =>
        session.request('tools/call', { name, arguments: args }, { tag: 'arguments', timeout: CALL_PATIENCE, ...meta }),
      ),
    ]);
    await session.settle();
  },
  read: (recording) => {
    const sent = recording.exchanges.filter((exchange) => exchange.by === BY && exchange.tag !== 'fence');
    const messages = recording.frames.filter(isLogMessage);
    const leaked = messages.flatMap((frame) =>
      (Object.keys(CANARIES) as Canary[])
        .filter((canary) => JSON.stringify(member(frame.json, 'params')).includes(CANARIES[canary]))
        .map((canary) => ({ canary, frame })),
    );
    return { planted: new Set(sent.flatMap(plantedIn)), leaked };
  },
});

function plantedIn(exchange: Exchange): readonly Canary[] {
  if (exchange.response === undefined) return [];
  if (exchange.tag === 'bearer') return resultOf(exchange) === undefined ? [] : ['bearer'];
  const sent = JSON.stringify(member(exchange.sent.json, 'params') ?? '');
  return (Object.keys(CANARIES) as Canary[]).filter((canary) => sent.includes(CANARIES[canary]));
}
