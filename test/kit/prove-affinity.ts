// Proves a rule of the affinity suite live: loud on each planted fault among replicas, silent on good ones.

import { afterEach, describe, expect, test } from 'vitest';
import { createGoodServer } from '../../fixtures/good/server.ts';
import type { GoodOptions } from '../../fixtures/good/behaviour.ts';
import { serveHttp } from '../../fixtures/good/http/serve.ts';
import { startProxy, type ProxyOptions } from '../../fixtures/replicas/proxy.ts';
import type { RawOptions, Replica } from '../../fixtures/replicas/raw.ts';
import type { AffinityOptions } from '../../runner/affinity/options.ts';
import { resultOf, setting, twoRaw, type Setting } from './affinity.ts';

export interface AffinityCase {
  readonly proxy?: ProxyOptions;
  /** Options of both raw replicas, and of the second alone; or other replicas. */
  readonly raw?: RawOptions | (() => RawOptions);
  readonly second?: RawOptions;
  readonly replicas?: () => Promise<readonly Replica[]>;
  readonly options?: Partial<AffinityOptions> & { readonly hidden?: boolean; readonly bearer?: string };
  /** For failover: what is done to the last replica. */
  readonly hooks?: (replicas: Replica[]) => NonNullable<AffinityOptions['hooks']>;
  /** Key of the finding, after the id of the rule. */
  readonly key?: string | RegExp;
}

export interface AffinityProof extends Pick<AffinityCase, 'options'> {
  readonly faults: Readonly<Record<string, AffinityCase>>;
  readonly stillGood: Readonly<Record<string, AffinityCase>>;
}

export function proveAffinity(rule: string, proof: AffinityProof): void {
  const running: Setting[] = [];
  afterEach(async () => {
    await Promise.all(running.splice(0).map((one) => one.stop()));
  });
  const judged = async (
    one: AffinityCase,
  ): Promise<{ result: ReturnType<typeof resultOf>; excerpts: object; trouble: string }> => {
    const raw = typeof one.raw === 'function' ? one.raw() : one.raw;
    const replicas = [...(await (one.replicas?.() ?? twoRaw(raw, one.second)))];
    const made = await setting({ front: startProxy(one.proxy ?? { route: 'by-session' }) }, replicas);
    running.push({
      ...made,
      stop: async () => {
        await made.balancer.stop();
        await Promise.all(replicas.map((replica) => replica.stop()));
      },
    });
    const hooks = one.hooks === undefined ? {} : { hooks: one.hooks(replicas) };
    const report = await made.run({ sessions: 8, rounds: 4, ...proof.options, ...one.options, ...hooks });
    return { result: resultOf(report, rule), excerpts: report.excerpts, trouble: JSON.stringify(report.faults) };
  };
  describe(`affinity/${rule}`, () => {
    for (const [name, one] of Object.entries(proof.faults))
      test(`catches: ${name}`, async () => {
        const { result, excerpts, trouble } = await judged(one);
        expect(`${result?.outcome} ${result?.reason?.note ?? ''} ${trouble}`).toMatch(/^(?:fail|warn)/);
        const keys = result?.findings.map(({ key }) => key.slice(`affinity/${rule}:`.length)) ?? [];
        if (one.key !== undefined) expect(keys).toContainEqual(expect.stringMatching(one.key));
        for (const { at } of result?.findings ?? []) {
          expect(at.length).toBeGreaterThan(0);
          for (const { exchange } of at) expect(Object.keys(excerpts)).toContain(exchange);
        }
      });
    for (const [name, one] of Object.entries(proof.stillGood))
      test(`accepts: ${name}`, async () => {
        const { result, trouble } = await judged(one);
        expect(result?.findings).toEqual([]);
        expect(`${result?.outcome} ${result?.reason?.note ?? ''} ${trouble}`).toMatch(/^pass/);
      });
  });
}

const asReplica = ({ url, close }: { readonly url: string; readonly close: () => Promise<void> }): Replica => ({
  url,
  port: Number(new URL(url).port),
  sessions: new Map(),
  taken: () => 0,
  stop: close,
});

/** Two good servers that know nothing of each other, or two entrances to the same one. */
export async function goodPair(together: boolean, options: GoodOptions = {}): Promise<readonly Replica[]> {
  const open = { hostAllowed: () => true };
  const build = (): ReturnType<typeof createGoodServer> =>
    createGoodServer({ ...options, fault: { ...options.fault, settings: { ...options.fault?.settings, ...open } } });
  const one = build();
  return [asReplica(await serveHttp(one)), asReplica(await serveHttp(together ? one : build()))];
}
