// One side held against another: what counts as a difference between replicas, callers and eras.

import { describe, expect, it } from 'vitest';
import { serveHttp } from '../../../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../../../fixtures/good/server.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { lockServer, withServer } from '../../../../suites/drift/lock/format.ts';
import { sidesArtifact, sidesCheck } from '../../../../suites/drift/sessions/sides.ts';
import type { Side } from '../../../../suites/drift/sessions/sides.ts';
import { checkDrift } from '../../../../runner/drift/check.ts';
import { lookAt } from '../../../../runner/drift/watch.ts';
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
