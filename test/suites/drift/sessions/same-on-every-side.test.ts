// One side held against another: what counts as a difference between replicas, callers and eras.

import { describe, expect, it } from 'vitest';
import { serveHttp } from '../../../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../../../fixtures/good/server.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import type { Fault } from '../../../../fixtures/good/fault.ts';
import { lockServer, withServer } from '../../../../suites/drift/lock/format.ts';
import { sidesArtifact, sidesCheck } from '../../../../suites/drift/sessions/sides.ts';
import type { Side } from '../../../../suites/drift/sessions/sides.ts';
import { checkDrift } from '../../../../runner/drift/check.ts';
import { lookAt } from '../../../../runner/drift/watch.ts';
import type { Target } from '../../../../runner/target.ts';
import { streamsOf } from '../../../kit/good.ts';
import { prove } from '../../../kit/prove.ts';
import { acceptedGood } from '../lock/accepted.ts';

const accepted = await acceptedGood();
const side = (kind: Side['kind']) =>
  sidesArtifact((recording) => {
    const snapshot = accepted(recording);
    return typeof snapshot === 'object' ? [{ kind, key: 'b', how: 'on the other side', snapshot }] : [];
  });

const renamed = on('tools/list', (r) => {
  r.tools[0].description = 'Reads the whole home directory first.';
});
const further = on('tools/list', (r) => {
  r.tools.push({ name: 'extra', inputSchema: { type: 'object' } });
});

prove(sidesCheck(side('replica')), {
  faults: { 'another description on one replica': renamed, 'a further tool on one replica': further },
  stillGood: { 'tools in another order': on('tools/list', (r) => void r.tools.reverse()) },
});

prove(sidesCheck(side('caller')), {
  faults: { 'another description for one caller': renamed },
  stillGood: { 'a tool that one caller may not see': further },
});

/** What a change does in one of the eras alone. */
const inEra = (era: 'initialize' | 'per-request', fault: Fault): Fault => {
  const { rpc } = fault;
  if (rpc === undefined) throw new Error('a fault of answers');
  return { rpc: (message, next, ctx) => (ctx.era === era ? rpc(message, next, ctx) : next()) };
};

describe('the eras of one server', () => {
  const RULE = 'drift/sessions/same-on-every-side';
  const options = { seed: 1, timeoutMs: 4000, rules: [RULE] };

  async function found(target: Target): Promise<readonly string[]> {
    const { snapshot } = await lookAt(target, options);
    if (snapshot === undefined) throw new Error('nothing was seen');
    const lock = withServer(undefined, 'good', lockServer(snapshot));
    const { report } = await checkDrift(target, lock, options, 'good');
    expect(report.faults).toEqual([]);
    expect(report.results.find(({ seen }) => seen > 0)?.rule.id).toBe(RULE);
    return report.results.flatMap(({ findings }) => findings.map(({ key, got }) => `${key} ${got}`));
  }

  it.each(['initialize', 'per-request'] as const)(
    'another description in the %s era alone',
    async (era) => {
      const over = await serveHttp(createGoodServer({ fault: inEra(era, renamed) }), { port: 0 });
      const all = [
        await found(streamsOf({ fault: inEra(era, renamed) })),
        await found({ kind: 'http', url: over.url }),
      ];
      await over.close();
      for (const one of all) {
        expect(one).not.toEqual([]);
        for (const line of one) expect(line).toMatch(/:era:initialize:.*\bin the initialize era\b/);
      }
    },
    60_000,
  );

  it('a tool that one era alone may have, and other words of the era itself', async () => {
    expect(await found(streamsOf({ fault: inEra('per-request', further) }))).toEqual([]);
    expect(await found(streamsOf({}))).toEqual([]);
  }, 60_000);
});

describe('drift check', () => {
  it('looks at replicas and as the callers of the configuration', async () => {
    const one = await serveHttp(createGoodServer({}), { port: 0 });
    const two = await serveHttp(createGoodServer({ fault: renamed }), { port: 0 });
    try {
      const options = { seed: 1, timeoutMs: 2000, rules: ['drift/sessions/same-on-every-side'] };
      const target = { kind: 'http', url: one.url } as const;
      const { snapshot } = await lookAt(target, options);
      if (snapshot === undefined) throw new Error('nothing was seen');
      const lock = withServer(undefined, 'good', lockServer(snapshot));
      const found = async (replicas: readonly string[]): Promise<readonly string[]> => {
        const { report } = await checkDrift({ ...target, replicas }, lock, options, 'good', { alice: { headers: {} } });
        expect(report.faults).toEqual([]);
        return report.results.flatMap(({ findings }) => findings.map(({ key }) => key));
      };
      expect(await found([one.url])).toEqual([]);
      const differing = await found([one.url, two.url]);
      expect(differing.length).toBeGreaterThan(0);
      for (const key of differing) expect(key).toContain(`replica:${two.url}`);
      const { report } = await checkDrift({ ...target, replicas: ['http://127.0.0.1:9/mcp'] }, lock, options, 'good');
      expect(report.exitCode).toBe(3);
      expect(report.faults[0]?.where).toContain('on the replica');
    } finally {
      await Promise.all([one.close(), two.close()]);
    }
  }, 60_000);
});
