// The routing of real balancers in front of in-memory sessions, against what was measured: which hold and which do not.

import { afterEach, describe, expect, test } from 'vitest';
import { startSdk1 } from '../../../fixtures/replicas/sdk-1.ts';
import { serveSdkHttp } from '../../../fixtures/sdk-2/http.ts';
import { affinity } from '../../../runner/affinity/run.ts';
import type { AffinityOptions } from '../../../runner/affinity/options.ts';
import { found, resultOf, setting, twoRaw, type Front, type Setting } from '../../kit/affinity.ts';
import { describeReal } from '../../kit/require-real.ts';

const INITIALIZE: AffinityOptions = { revisions: ['2025-11-25'] };
const started: Setting[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((one) => one.stop()));
});

async function behind(front: Front, replicas: Parameters<typeof setting>[1]): Promise<Setting> {
  const made = await setting(front, replicas);
  started.push(made);
  return made;
}

const sdkPair = (options: Parameters<typeof startSdk1>[0] = {}): ReturnType<typeof twoRaw> =>
  Promise.all([startSdk1(options), startSdk1(options)]);

describeReal('sessions in memory, SDK 1.x', ['nginx', 'haproxy'], () => {
  test.each([
    ['nginx round robin', { nginx: {} }, 'round-robin'],
    ['nginx least connections', { nginx: { policy: 'least-conn' } }, 'round-robin'],
    ['nginx hash on the session id', { nginx: { policy: 'hash-session-id' } }, 'hash-on-session-id'],
    ['HAProxy round robin', { haproxy: {} }, 'round-robin'],
    ['HAProxy hash on the session id', { haproxy: { policy: 'hash-session-id' } }, 'hash-on-session-id'],
    ['HAProxy cookie', { haproxy: { policy: 'cookie' } }, 'by-cookie'],
    ['HAProxy below HTTP', { haproxy: { tcp: true } }, 'by-connection'],
  ] as [string, Front, string][])('%s breaks, and is named', async (_name, front, routing) => {
    const { run } = await behind(front, await sdkPair());
    const report = await run({ ...INITIALIZE, parts: ['trials'] });
    // 400 instead of 404 is the second half of the failure.
    expect(found(report)).toEqual(['lost-session-404:400', `sessions-hold:${routing}`]);
    expect(report.exitCode).toBe(1);
    const [finding] = resultOf(report, 'sessions-hold')?.findings ?? [];
    expect(finding?.got).toMatch(/of 16 sessions lost, the first after \d request.*looks like/);
    expect(finding?.got).toMatch(/replica-[12]/);
    expect(finding?.want).toMatch(/stick store-response/);
    expect(report.excerpts[finding?.at[0]?.exchange ?? '']?.received).toMatch(/400/);
  });

  test.each([
    ['HAProxy stick table learnt from the response', { haproxy: { policy: 'stick-table' } }, {}, []],
    [
      'nginx hash on a header of the client',
      { nginx: { policy: 'hash-client-header' } },
      { routingHeader: 'X-Client-Id' },
      [],
    ],
    [
      'HAProxy hash on a header of the client',
      { haproxy: { policy: 'hash-client-header' } },
      { routingHeader: 'X-Client-Id' },
      [],
    ],
    ['nginx by address', { nginx: { policy: 'ip-hash' } }, {}, ['one-address:one-address']],
    ['HAProxy by address', { haproxy: { policy: 'source' } }, {}, ['one-address:one-address']],
  ] as [string, Front, AffinityOptions, string[]][])('%s holds', async (_name, front, options, advice) => {
    const { run } = await behind(front, await sdkPair({ unknownSession: 404, levels: true }));
    const report = await run({ ...INITIALIZE, ...options, parts: ['trials', 'skew', 'sessions', 'ids'] });
    expect(found(report)).toEqual(advice);
    expect(report.exitCode).toBe(0);
    expect(resultOf(report, 'sessions-hold')?.outcome).toBe('pass');
    expect(resultOf(report, 'delete-everywhere')?.outcome).toBe('pass');
    expect(resultOf(report, 'streams-own-session')?.outcome).toBe('pass');
    expect(resultOf(report, 'session-facts')?.outcome).toBe('pass');
    const { routing } = (report.measures['affinity'] as unknown as Record<string, { routing: { looks: string } }>)[
      '2025-11-25'
    ] ?? { routing: { looks: '' } };
    if (options.routingHeader !== undefined) expect(routing.looks).toMatch(/by the header X-Client-Id/);
  });

  test('a server that filters by no session is not asked to do so elsewhere', async () => {
    const { run } = await behind({ haproxy: { policy: 'stick-table' } }, await sdkPair({ unknownSession: 404 }));
    const report = await run({ ...INITIALIZE, parts: ['sessions'] });
    expect(found(report)).toEqual([]);
    expect(resultOf(report, 'session-facts')).toMatchObject({ outcome: 'skip', findings: [] });
  });

  test('ten times the same verdict: the hash on the session id, and the stick table', async () => {
    const hash = await behind({ nginx: { policy: 'hash-session-id' } }, await sdkPair());
    const stick = await behind({ haproxy: { policy: 'stick-table' } }, await sdkPair());
    const verdicts = new Set<string>();
    for (let seed = 0; seed < 10; seed += 1) {
      const options = { ...INITIALIZE, seed, parts: ['trials'] } as const;
      const [one, two] = [await hash.run(options), await stick.run(options)];
      verdicts.add(JSON.stringify([found(one), found(two).filter((key) => !key.startsWith('lost-session'))]));
    }
    expect([...verdicts]).toEqual(['[["lost-session-404:400","sessions-hold:hash-on-session-id"],[]]']);
  });

  test('without addresses of replicas a loss is seen all the same', async () => {
    const { run } = await behind({ nginx: {} }, await sdkPair());
    const report = await run({ ...INITIALIZE, hidden: true });
    expect(found(report)).toContain('sessions-hold:round-robin');
  });
});

describeReal('nothing to hold', ['nginx'], () => {
  test('a stateless server of the initialize era behind round robin is silent', async () => {
    const { run } = await behind({ nginx: { unbuffered: true } }, await sdkPair({ sessions: false }));
    const report = await run(INITIALIZE);
    expect(found(report)).toEqual([]);
    expect(report.exitCode).toBe(0);
    expect(resultOf(report, 'sessions-hold')?.outcome).toBe('pass');
  });

  test('SDK 2.x servers, both eras, behind round robin are silent', async () => {
    const servers = await Promise.all([serveSdkHttp({ guarded: false }), serveSdkHttp({ guarded: false })]);
    const replicas = servers.map(({ url, close }) => ({
      url,
      port: Number(new URL(url).port),
      sessions: new Map<string, never>(),
      taken: () => 0,
      stop: close,
    }));
    const { run } = await behind({ nginx: { unbuffered: true } }, replicas);
    const report = await run();
    expect(report.runs.map(({ era }) => era)).toEqual(['initialize', 'per-request']);
    expect(found(report)).toEqual([]);
    expect(report.exitCode).toBe(0);
  });
});

describeReal('event streams through nginx', ['nginx'], () => {
  test('held back by default, passed on when told to', async () => {
    const options = { revisions: ['2025-11-25'], parts: ['events'] } as const;
    const held = await (await behind({ nginx: {} }, await twoRaw({ sessions: 'none' }))).run(options);
    expect(found(held)).toEqual(['events-not-held:tools/call']);
    const passed = await (
      await behind({ nginx: { unbuffered: true } }, await twoRaw({ sessions: 'none' }))
    ).run(options);
    expect(found(passed)).toEqual([]);
    expect(resultOf(passed, 'events-not-held')?.outcome).toBe('pass');
  });
});

describe('nothing there', () => {
  test('exit 3, with the reason', async () => {
    const report = await affinity({ kind: 'http', url: 'http://127.0.0.1:9/mcp' }, {});
    expect(report.exitCode).toBe(3);
    expect(report.faults[0]?.message).toMatch(/ECONNREFUSED/);
  });
});
