// Runs affinity against replicas started in this process, behind a real balancer where one is named.

import {
  startHaproxy,
  startNginx,
  type Balancer,
  type HaproxyOptions,
  type NginxOptions,
} from '../../fixtures/replicas/balancers.ts';
import { startRaw, type RawOptions, type Replica } from '../../fixtures/replicas/raw.ts';
import { affinity } from '../../runner/affinity/run.ts';
import type { AffinityOptions } from '../../runner/affinity/options.ts';
import type { Report, Result } from '../../suites/kernel/report.ts';

export interface Setting {
  readonly replicas: readonly Replica[];
  readonly balancer: Balancer;
  readonly run: (
    options?: AffinityOptions & { readonly hidden?: boolean; readonly bearer?: string },
  ) => Promise<Report>;
  readonly stop: () => Promise<void>;
}

export type Front =
  | { readonly nginx: NginxOptions }
  | { readonly haproxy: HaproxyOptions }
  | { readonly front: (ports: readonly number[]) => Promise<Balancer> };

export async function setting(front: Front, replicas: readonly Replica[]): Promise<Setting> {
  const ports = replicas.map(({ port }) => port);
  const balancer =
    'nginx' in front
      ? await startNginx(ports, front.nginx)
      : 'haproxy' in front
        ? await startHaproxy(ports, front.haproxy)
        : await front.front(ports);
  return {
    replicas,
    balancer,
    run: ({ hidden, bearer, ...options } = {}) =>
      affinity(
        {
          kind: 'http',
          url: balancer.url,
          ...(hidden === true ? {} : { replicas: replicas.map(({ url }) => url) }),
          ...(bearer === undefined ? {} : { headers: { Authorization: bearer } }),
        },
        { seed: 1, ids: 40, sessions: 16, rounds: 5, ...options },
      ),
    stop: async () => {
      await balancer.stop();
      await Promise.all(replicas.map((replica) => replica.stop()));
    },
  };
}

/** Two raw replicas with the same options. */
export const twoRaw = (options: RawOptions = {}, second: RawOptions = {}): Promise<Replica[]> =>
  Promise.all([startRaw({ name: 'a', ...options }), startRaw({ name: 'b', ...options, ...second })]);

export const resultOf = (report: Report, rule: string): Result | undefined =>
  report.results.find((result) => result.rule.id === `affinity/${rule}` && result.reason?.kind !== 'revision');

/** Keys of findings that fail or warn, without the suite. */
export const found = (report: Report): readonly string[] =>
  report.results.flatMap(({ findings }) => findings.map(({ key }) => key.replace('affinity/', ''))).toSorted();
