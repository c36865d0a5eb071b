// Lets the official SDK clients talk to the same target, each in a process of its own, beside the probes.
//
// What they tell becomes a measure of the recording; rules judge it against what the same requests gave on the wire.

import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isObject, member, resultOf } from '../../suites/kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../../suites/kernel/recording.ts';
import { eraOf } from '../../suites/kernel/revision.ts';
import { whenAborted } from '../aborts.ts';
import type { Rule } from '../engine/catalog.ts';
import type { Sitting } from '../engine/sitting.ts';
import type { AuditOptions } from '../options.ts';
import { afterWaking } from '../waking.ts';
import { environmentOf, start, stop } from '../wire/child.ts';
import type { Asked, Sdk, Told } from './shape.ts';

/** The artifact that the rules on these clients need. */
const NEEDED = 'sdk-clients';
/** Of one request of a client; its start takes what it takes on this machine, and is no request. */
const PATIENCE = 10_000;
/** Of one client, its start and all steps together; beyond it nothing follows from its silence. */
const WHOLE = 60_000;

/** The clients that a recording is for: 1.x knows the initialize era alone, 2.x both. */
const clientsOf = (sitting: Sitting): readonly Sdk[] => (sitting.era === 'initialize' ? ['sdk-1', 'sdk-2'] : ['sdk-2']);

/** Once in each era: a client chooses its revision by itself. */
const isNewest = (sitting: Sitting): boolean =>
  !sitting.speaks.some((revision) => eraOf(revision) === sitting.era && revision > sitting.revision);

const needsClients = ({ check }: Rule): boolean => Object.values(check.needs).some(({ id }) => id === NEEDED);

export function wantsInterop(sitting: Sitting, rules: readonly Rule[], options: AuditOptions): boolean {
  const asked = options.interop === true && options.probes !== false;
  return asked && rules.some(needsClients) && isNewest(sitting) && targetOf(sitting) !== undefined;
}

export async function runInterop(sitting: Sitting, signal: AbortSignal): Promise<void> {
  const target = targetOf(sitting);
  if (target === undefined) return;
  const call = callFor(sitting.recorder.exchanges);
  const asked: Omit<Asked, 'sdk'> = {
    mode: sitting.era === 'initialize' ? 'legacy' : 'auto',
    target,
    timeoutMs: Math.min(sitting.timeoutMs, PATIENCE),
    lists: isObject(member(sitting.capabilities, 'tools')),
    ...(call === undefined ? {} : { call }),
  };
  for (const sdk of clientsOf(sitting)) {
    if (signal.aborted) return;
    const told = await playTwice({ ...asked, sdk }, signal);
    if (told !== undefined)
      sitting.measures[`interop.${sdk}`] = { ...told, ...(call === undefined ? {} : { tool: call.name }) } as Json;
  }
}

/** How the client reaches the same target; streams within this process and private certificates cannot be handed on. */
function targetOf({ target, transport }: Sitting): Asked['target'] | undefined {
  if (target.kind === 'stdio') {
    const cwd = target.cwd === undefined ? {} : { cwd: target.cwd };
    const { command, args } = target;
    return { kind: 'stdio', process: { command, args, env: environmentOf(target), ...cwd } };
  }
  if (target.kind !== 'http' || transport !== 'streamable-http') return undefined;
  if (target.ca !== undefined || target.clientCert !== undefined) return undefined;
  return { kind: 'http', url: target.url, headers: target.headers ?? {} };
}

/** A call that gave a plain result on the wire, soon; with structured content where there is one. */
function callFor(
  exchanges: readonly Exchange[],
): { readonly name: string; readonly arguments: JsonObject } | undefined {
  const good = exchanges.filter((exchange) => {
    const result = exchange.by === 'artifact:tool-calls' ? resultOf(exchange) : undefined;
    const plain = result?.['resultType'] === undefined || result['resultType'] === 'complete';
    return exchange.method === 'tools/call' && result !== undefined && plain && result['isError'] !== true;
  });
  // Soon, as this machine goes: which call is made must not follow from how busy it is.
  const soon = 2_000 + 10 * Math.min(...good.map(({ ms }) => ms));
  const quick = good.filter(({ ms }) => ms < soon);
  const chosen = quick.find((exchange) => resultOf(exchange)?.['structuredContent'] !== undefined) ?? quick[0];
  const params = member(chosen?.sent.json, 'params');
  const name = member(params, 'name');
  const args = member(params, 'arguments');
  return typeof name === 'string' ? { name, arguments: isObject(args) ? args : {} } : undefined;
}

/** What failed is tried again, with more patience, before anything is said: the probes are busy beside it. */
async function playTwice(asked: Asked, signal: AbortSignal): Promise<Told | undefined> {
  const told = await play(asked, signal);
  if (signal.aborted || (told !== undefined && told.failed === undefined)) return told;
  return (await play({ ...asked, timeoutMs: 2 * asked.timeoutMs }, signal)) ?? told;
}

/** One client from its start to its end; `undefined` where it told nothing. */
async function play(asked: Asked, signal: AbortSignal): Promise<Told | undefined> {
  const own = fileURLToPath(import.meta.url);
  const source = own.endsWith('.ts');
  const file = fileURLToPath(new URL(`./client${source ? '.ts' : '.js'}`, import.meta.url));
  const args = source ? ['--import', import.meta.resolve('tsx'), file] : [file];
  const child = start({ kind: 'stdio', command: process.execPath, args });
  const end = new AbortController();
  const stopWaiting = afterWaking(WHOLE, () => end.abort());
  const stopListening = whenAborted(signal, () => end.abort());
  try {
    let text = '';
    child.stdin?.on('error', () => undefined);
    child.stderr?.resume();
    child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')));
    child.stdin?.write(`${JSON.stringify(asked)}\n`);
    await once(child, 'close', { signal: end.signal }).catch(() => undefined);
    return JSON.parse(text) as Told;
  } catch {
    return undefined;
  } finally {
    stopWaiting();
    stopListening();
    await stop(child, 50);
  }
}
