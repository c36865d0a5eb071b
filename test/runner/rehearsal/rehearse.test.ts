// What `--dry-run` tells beforehand is held against what a run then does: no call that was not announced.

import { describe, expect, it } from 'vitest';
import { createGoodServer } from '../../../fixtures/good/server.ts';
import { serveHttp } from '../../../fixtures/good/http/serve.ts';
import { run } from '../../../runner/engine/run.ts';
import type { AuditOptions } from '../../../runner/options.ts';
import { rehearse } from '../../../runner/rehearsal/rehearse.ts';
import type { Target } from '../../../runner/target.ts';
import { isObject, member } from '../../../suites/kernel/look.ts';
import type { Recording } from '../../../suites/kernel/recording.ts';
import { streamsOf } from '../../kit/good.ts';

/** Names of the tools called, with the asker: what a call holds may follow from an answer. */
const OPTIONS: AuditOptions = { suites: ['contract', 'dlp'], seed: 1, timeoutMs: 2000 };

async function made(target: Target, options: AuditOptions): Promise<ReadonlySet<string>> {
  let recordings: readonly Recording[] = [];
  await run(target, options, { inspect: (seen) => (recordings = seen) });
  const sent = recordings.flatMap(({ exchanges }) => exchanges.map(({ sent: { json } }) => json));
  const calls = sent.filter((json) => isObject(json) && json['method'] === 'tools/call');
  return new Set(calls.map((json) => String(member(member(json, 'params'), 'name'))));
}

async function announced(target: Target, options: AuditOptions): Promise<ReadonlySet<string>> {
  const { calls, faults } = await rehearse(target, options);
  expect(faults).toEqual([]);
  return new Set(calls.map(({ tool }) => tool));
}

describe('a rehearsal', () => {
  it('announces every tool that an audit of the good server calls, and calls none', async () => {
    const target = streamsOf({});
    const before = await announced(target, OPTIONS);
    const after = await made(target, OPTIONS);
    expect([...after].filter((name) => !before.has(name))).toEqual([]);
    expect(before.size).toBeGreaterThan(5);
  }, 60_000);

  it('does so over HTTP', async () => {
    const served = await serveHttp(createGoodServer({}), { port: 0 });
    try {
      const target: Target = { kind: 'http', url: served.url };
      const before = await announced(target, OPTIONS);
      const after = await made(target, OPTIONS);
      expect([...after].filter((name) => !before.has(name))).toEqual([]);
    } finally {
      await served.close();
    }
  }, 60_000);

  it('announces nothing where no tool may be called', async () => {
    const { calls } = await rehearse(streamsOf({}), { suites: ['fuzz', 'contract'], calls: 'none', seed: 1 });
    expect(calls).toEqual([]);
  });

  it('says why nothing is known', async () => {
    const target: Target = { kind: 'stdio', command: '/no/such/program', args: [] };
    const { calls, faults } = await rehearse(target, OPTIONS);
    expect(calls).toEqual([]);
    expect(faults).not.toEqual([]);
  });
});
