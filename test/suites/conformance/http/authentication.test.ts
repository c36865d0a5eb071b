// No test server can be reached by others: the address that was spoken to is changed in the recording.

import { expect, test } from 'vitest';
import rule from '../../../../suites/conformance/http/authentication.check.ts';
import { judge } from '../../../../runner/engine/judge.ts';
import { viewsOf } from '../../../../runner/engine/views.ts';
import type { Check } from '../../../../suites/kernel/check.ts';
import type { Exchange, Recording } from '../../../../suites/kernel/recording.ts';
import { auditGood } from '../../../kit/good.ts';
import { prove } from '../../../kit/prove.ts';

const place = { name: 'streamable-http', revision: '2025-11-25', transport: 'streamable-http' } as const;
const own = { id: 'conformance/proof/rule', suite: 'conformance', check: rule as unknown as Check };

/** What the rule says where a ping without credentials on a server at this address is answered, or refused with 401. */
async function verdict(url: string, answered: boolean, facts: Partial<Recording['facts']> = {}): Promise<string> {
  let recording: Recording | undefined;
  await auditGood(place, [], { rules: [own], inspect: ([first]) => (recording = first) });
  if (recording === undefined) throw new Error('no recording');
  const [opening] = recording.exchanges;
  if (opening === undefined) throw new Error('no exchange');
  const { response: _, ...unanswered } = opening;
  const asked: Exchange = {
    ...(answered ? opening : { ...unanswered, status: 401 }),
    by: own.id,
    tag: 'without credentials',
  };
  const frames = recording.frames.map((frame) =>
    frame.http?.url === undefined ? frame : { ...frame, http: { ...frame.http, url } },
  );
  const changed = { ...recording, frames, exchanges: [asked], facts: { ...recording.facts, ...facts } };
  return judge(own, changed, viewsOf(changed)).outcome;
}

prove(rule, { neverPasses: 'the good server listens for this machine alone', faults: {} });

test('warns where a server on another machine serves everyone', async () => {
  expect(await verdict('https://mcp.example.com/mcp', true)).toBe('warn');
  expect(await verdict('http://192.168.1.4:3000/mcp', true)).toBe('warn');
});

test('accepts a server that asks for credentials, and one on loopback', async () => {
  expect(await verdict('https://mcp.example.com/mcp', false)).toBe('pass');
  expect(await verdict('https://mcp.example.com/mcp', true, { credentials: true })).toBe('pass');
  expect(await verdict('http://127.0.0.1:3000/mcp', true)).toBe('skip');
  expect(await verdict('http://[::1]:3000/mcp', true)).toBe('skip');
});
