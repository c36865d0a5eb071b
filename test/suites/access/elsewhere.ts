// Recordings of the good server as if it stood elsewhere: no test contacts another machine, or listens for one.

import type { Fault } from '../../../fixtures/good/fault.ts';
import { judge } from '../../../runner/engine/judge.ts';
import { viewsOf } from '../../../runner/engine/views.ts';
import type { Check } from '../../../suites/kernel/check.ts';
import type { Frame, Recording } from '../../../suites/kernel/recording.ts';
import { auditGood, type Circumstances } from '../../kit/good.ts';

// oxlint-disable-next-line typescript/no-explicit-any
type AnyCheck = Check<any>;
const ruleOf = (check: AnyCheck) => ({ id: 'access/proof/rule', suite: 'access', check: check as Check });

export async function recorded(check: AnyCheck, fault: Fault = {}, around: Circumstances = {}): Promise<Recording> {
  let recording: Recording | undefined;
  const place = { name: 'here', revision: '2025-11-25', transport: 'streamable-http' } as const;
  const inside = { rules: [ruleOf(check)], inspect: ([first]: readonly Recording[]) => (recording = first) };
  await auditGood(place, [around, { fault }], inside);
  if (recording === undefined) throw new Error('no recording');
  return recording;
}

/** The same, reached at another address. */
export function asPublic(recording: Recording, origin = 'http://mcp.example.com'): Recording {
  const moved = new Map<Frame, Frame>();
  for (const frame of recording.frames) {
    const url = frame.http?.url;
    if (frame.http === undefined || url === undefined || !URL.canParse(url)) continue;
    const { pathname, search } = new URL(url);
    moved.set(frame, { ...frame, http: { ...frame.http, url: `${origin}${pathname}${search}` } });
  }
  const at = (frame: Frame): Frame => moved.get(frame) ?? frame;
  return {
    ...recording,
    measures: {},
    frames: recording.frames.map(at),
    exchanges: recording.exchanges.map((one) => ({ ...one, sent: at(one.sent), received: one.received.map(at) })),
  };
}

export const listeningOn = (recording: Recording, addresses: readonly string[]): Recording => ({
  ...recording,
  measures: { 'http.listening': addresses },
});

export const outcomeOf = (check: AnyCheck, recording: Recording): string =>
  judge(ruleOf(check), recording, viewsOf(recording)).outcome;
