// `npm run stability [rounds] [name…]`: audits the same targets several times in a row; every verdict must be the same each time.
// What each round saw is kept in `reports-out/stability/`, so that a difference can be looked at on the wire.

import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../suites/kernel/report.ts';
import { run } from '../../runner/engine/run.ts';
import { serveHttp } from '../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../fixtures/good/server.ts';
import { serveSdkHttp as serveSdk1 } from '../../fixtures/sdk-1/http.ts';
import { serveSdkHttp as serveSdk2 } from '../../fixtures/sdk-2/http.ts';
import { streamsOf } from '../kit/good.ts';
import { REAL_SERVERS, type RealServer } from '../kit/real-target.ts';

const GOOD: readonly RealServer[] = [
  {
    name: 'good over stdio',
    open: () => Promise.resolve({ target: { ...streamsOf({}), label: 'good' }, close: () => undefined }),
  },
  {
    name: 'good over HTTP',
    open: async () => {
      const served = await serveHttp(createGoodServer({}), { port: 0 });
      return { target: { kind: 'http', url: served.url, label: 'good' }, close: () => void served.close() };
    },
  },
  {
    name: 'good over HTTP+SSE',
    open: async () => {
      const served = await serveHttp(createGoodServer({}), { port: 0 });
      return { target: { kind: 'http', url: served.sseUrl, label: 'good' }, close: () => void served.close() };
    },
  },
];

const sdk = (folder: 'sdk-1' | 'sdk-2'): RealServer => ({
  name: `${folder} over stdio`,
  open: () =>
    Promise.resolve({
      target: {
        kind: 'stdio',
        command: process.execPath,
        args: ['--import', 'tsx', fileURLToPath(new URL(`../../fixtures/${folder}/main.ts`, import.meta.url)), 'stdio'],
        cwd: fileURLToPath(new URL('../../', import.meta.url)),
        label: folder,
      },
      close: () => undefined,
    }),
});

const sdkHttp = (name: string, serve: () => Promise<{ url: string; close(): Promise<void> }>): RealServer => ({
  name: `${name} over HTTP`,
  open: async () => {
    const served = await serve();
    return { target: { kind: 'http', url: served.url, label: name }, close: () => void served.close() };
  },
});

/** Good servers built on the official SDKs. */
const SDKS: readonly RealServer[] = [
  sdk('sdk-1'),
  sdk('sdk-2'),
  sdkHttp('sdk-1', () => serveSdk1({})),
  sdkHttp('sdk-2', () => serveSdk2({})),
];

const [given = '10', ...names] = process.argv.slice(2);
const rounds = Number(given);

const kept = fileURLToPath(new URL('../../reports-out/stability/', import.meta.url));
const folderOf = ({ name }: RealServer): string => join(kept, name.toLowerCase().replace(/[^a-z0-9]+/gu, '-'));

async function once(server: RealServer, round: number): Promise<Report> {
  const folder = join(folderOf(server), String(round));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const { target, close } = await server.open();
  try {
    // No seed: what is drawn by chance must not change a verdict either.
    const report = await run(target, { timeoutMs: 20_000, evidence: folder });
    writeFileSync(join(folder, 'report.json'), JSON.stringify(report, undefined, 1));
    return report;
  } finally {
    close();
  }
}

const verdictsOf = ({ results }: Report): ReadonlyMap<string, string> =>
  new Map(
    results.map(({ rule, revision, transport, outcome, reason, findings }) => [
      `${rule.id} in ${revision} over ${transport}`,
      [outcome, reason?.kind ?? '', ...findings.map(({ key }) => key).sort()].join(' '),
    ]),
  );

/** Rules whose verdict was not the same in every round, with each that was seen and how often. */
function unsteady(all: readonly ReadonlyMap<string, string>[]): readonly string[] {
  const rules = new Set(all.flatMap((verdicts) => [...verdicts.keys()]));
  return [...rules].sort().flatMap((rule) => {
    const seen = new Map<string, number>();
    for (const verdicts of all) {
      const verdict = verdicts.get(rule) ?? 'no verdict';
      seen.set(verdict, (seen.get(verdict) ?? 0) + 1);
    }
    if (seen.size === 1) return [];
    const said = [...seen].map(([verdict, times]) => `${times} × ${verdict.trim().slice(0, 120)}`);
    return [`    ${rule}: ${said.join('; ')}`];
  });
}

let steady = true;
const chosen = [...GOOD, ...SDKS, ...REAL_SERVERS].filter(({ name }) => names.length === 0 || names.includes(name));
for (const server of chosen) {
  const all: ReadonlyMap<string, string>[] = [];
  for (let round = 0; round < rounds; round += 1) all.push(verdictsOf(await once(server, round)));
  const different = unsteady(all);
  if (different.length > 0) steady = false;
  console.log(
    `${different.length === 0 ? ' ' : '!'} ${server.name}: ${rounds} audits of ${all[0]?.size ?? 0} verdicts`,
  );
  for (const line of different) console.log(line);
}
process.exit(steady ? 0 : 1);
