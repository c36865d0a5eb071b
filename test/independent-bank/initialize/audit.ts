// One audit of the server with one mutant in it, as `assay conform` at its default options does it.

import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { run } from '../../../runner/engine/run.ts';
import type { AuditOptions } from '../../../runner/options.ts';
import type { Target } from '../../../runner/target.ts';
import type { Report } from '../../../suites/kernel/report.ts';
import { serveHttp } from './http.ts';
import { serveLines } from './lines.ts';
import type { Mutant } from './mutant.ts';
import { makeServer } from './shape.ts';

export type Planted = Omit<Mutant, 'id' | 'what'>;

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

const made = (mutant: Planted) => {
  const server = makeServer(mutant.shape ?? 'tools');
  const { newest } = mutant;
  if (newest !== undefined) server.versions = server.versions.filter((version) => version <= newest);
  mutant.plant(server);
  return server;
};

/** Each opening is a fresh server, as a process would be. */
const streams = (mutant: Planted): Target => ({
  kind: 'streams',
  open() {
    const [stdin, stdout] = [new PassThrough(), new PassThrough()];
    const close = (): void => {
      stdin.destroy();
      stdout.end();
    };
    const { stop } = serveLines(made(mutant), stdin, stdout, close);
    return { stdin, stdout, terminate: stop, kill: close };
  },
});

export async function auditMutant(mutant: Planted, id?: string, options: AuditOptions = {}): Promise<Report> {
  const all: AuditOptions = { suites: ['conformance'], seed: 1, ...mutant.options, ...options };
  if (mutant.over === 'process') {
    const args = ['--import', 'tsx', MAIN, mutant.shape ?? 'tools', ...(id === undefined ? [] : [id])];
    return run({ kind: 'stdio', command: process.execPath, args, cwd: process.cwd() }, all);
  }
  if (mutant.over !== 'http') return run(streams(mutant), all);
  const server = made(mutant);
  const open = await serveHttp(server);
  try {
    return await run({ kind: 'http', url: open.url }, all);
  } finally {
    await open.close();
  }
}

export const loud = (report: Report): readonly string[] =>
  report.results
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn' || outcome === 'error')
    .map(
      ({ rule, outcome, revision, transport, findings }) =>
        `${outcome} ${rule.id} (${rule.level}) ${revision} ${transport}: ${findings.map(({ got }) => got).join(' | ')}`,
    );
