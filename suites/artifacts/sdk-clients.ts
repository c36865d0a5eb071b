// What the official SDK clients made of the target, beside what the same requests gave on the wire.

import type { Finding, Judged, Where } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { at, brief, ending, isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { toolCalls } from './safe-calls.ts';
import { tools } from './tools.ts';

export interface SdkClients {
  of(sdk: 'sdk-1' | 'sdk-2'): unknown;
}

const STEPS = ['connect', 'list', 'call'] as const;
type Step = (typeof STEPS)[number];
const WORDS: Readonly<Record<Step, string>> = { connect: 'connecting', list: 'listing tools', call: 'calling a tool' };

/** The measures are the runner's: each client runs in a process of its own, beside the probes. */
export const sdkClients = artifact<SdkClients>({
  id: 'sdk-clients',
  after: [tools, toolCalls],
  read: ({ measures }) => ({ of: (sdk) => measures[`interop.${sdk}`] }),
});

/** What the same step gave on the wire, where it gave a result. */
function wire(recording: Recording, step: Step, tool: unknown): Exchange | undefined {
  const open = recording.era === 'initialize' ? 'initialize' : 'server/discover';
  return recording.exchanges.find((exchange) => {
    if (resultOf(exchange) === undefined) return false;
    if (step === 'connect') return exchange.method === open && exchange.by === 'open';
    if (step === 'list') return exchange.method === 'tools/list' && exchange.by === 'artifact:tools';
    return exchange.by === 'artifact:tool-calls' && exchange.method === 'tools/call' && exchange.tag === tool;
  });
}

export function judgeClient(recording: Recording, told: unknown, name: string): Judged {
  const note =
    'the client was not tried: part of a full audit (`assay audit`), over stdio and Streamable HTTP, in the newest revision of an era';
  if (!isObject(told)) return { seen: 0, findings: [], note };
  const done = member(told, 'done');
  const seen = Array.isArray(done) ? done.length : 0;
  const step = STEPS.find((one) => one === member(member(told, 'failed'), 'step'));
  // Too slow for the client is not refused by it.
  if (step === undefined || member(member(told, 'failed'), 'timedOut') === true)
    return { seen, findings: [], note: 'the client came to no end in time' };
  const accepted = wire(recording, step, told['tool']);
  if (accepted === undefined) return { seen, findings: [], note: 'what the client refused failed on the wire too' };
  const place: Where = at(accepted, 'result');
  const message = brief(member(member(told, 'failed'), 'message'), 300);
  const finding: Finding = {
    at: [place],
    got: `${WORDS[step]}: ${name} refuses it: ${message}`,
    want: `what is taken on the wire (${ending(accepted)}) taken by the client too`,
    key: step,
  };
  return { seen: seen + 1, findings: [finding] };
}
