// `npm run real-servers [name…]`: installs published servers, audits each over every transport it offers, and compares
// what fails with what is known to be true. UPDATE_GOLDEN=1 keeps what was found, once every line of it was looked at on
// the wire: a failure that is not listed is a fault of Assay until the exchange proves it right.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Report } from '../../suites/kernel/report.ts';
import { install } from './install.ts';
import { failuresOf, idsOf, keep, knownOf } from './known.ts';
import { publishedServers, WAYS, type PublishedServer, type Way } from './list.ts';

const LIMIT_MS = 900_000;
const reports = fileURLToPath(new URL('../../reports-out/real-servers/', import.meta.url));

/** Loopback alone, and an end for all that was started: namespaces, where the system has them. */
function fence(): readonly string[] {
  const words = ['unshare', '-rn', '--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c'];
  const script = 'ip link set lo up && exec "$@"';
  const [program = '', ...args] = [...words, script, 'sh'];
  return spawnSync(program, [...args, 'true'], { stdio: 'ignore' }).status === 0 ? [program, ...args] : [];
}

const fenced = fence();
if (fenced.length === 0) console.log('No network namespace here: the servers are not cut off from the network.');

function auditOne(server: PublishedServer, way: Way): Report | string {
  const file = `${reports}${server.name}-${way}.json`;
  rmSync(file, { force: true });
  const script = fileURLToPath(new URL('audit-one.ts', import.meta.url));
  const [program = '', ...args] = [...fenced, process.execPath, '--import', 'tsx', script, server.name, way, file];
  const { stderr, signal } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: LIMIT_MS,
  });
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Report;
  if (signal !== null) return `ended by ${signal}`;
  const lines = stderr.trim().split('\n');
  return lines.find((text) => /Error\b/u.test(text)) ?? lines.at(-1) ?? '';
}

const less = (all: readonly string[], some: readonly string[]): readonly string[] => {
  const left = [...some];
  return all.filter((id) => {
    const at = left.indexOf(id);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
};

/** One line of the table; whether it is as known. */
function survey(server: PublishedServer, way: Way): boolean {
  const name = `${server.name} over ${way}`;
  const report = auditOne(server, way);
  if (typeof report === 'string') return line(name, 'NOT AUDITED', report);
  const found = failuresOf(report);
  if (process.env['UPDATE_GOLDEN'] === '1') keep(name, found);
  const known = knownOf(name);
  const always = known.filter(({ sometimes }) => sometimes === undefined);
  const [fresh, gone] = [less(idsOf(found), idsOf(known)), less(idsOf(always), idsOf(found))];
  const spoken = report.runs.map(({ revision }) => revision).join(' ') || 'none';
  const { pass, fail, warn, skip, error } = report.summary;
  const figures = `${spoken}; ${pass} pass, ${fail} fail, ${warn} warn, ${skip} skip; ${Math.round(report.durationMs / 1000)} s`;
  const wrong = [
    ...fresh.map((id) => `not known: ${id}`),
    ...gone.map((id) => `no longer seen: ${id}`),
    ...report.faults.map(({ stage, where, message }) => `fault of ours: ${stage} ${where}: ${message}`),
    ...(error > 0 ? [`${error} rules ended in an error`] : []),
    ...(report.runs.length === 0 ? ['no connection'] : []),
  ];
  return line(name, figures, ...wrong);
}

function line(name: string, figures: string, ...wrong: readonly string[]): boolean {
  console.log(`${wrong.length === 0 ? ' ' : '!'} ${name.padEnd(48)} ${figures}`);
  for (const what of wrong) console.log(`    ${what}`);
  return wrong.length === 0;
}

mkdirSync(reports, { recursive: true });
let asKnown = 0;
let audited = 0;
const missing: string[] = [];
for (const server of publishedServers(process.argv.slice(2))) {
  const why = install(server);
  if (why !== undefined) {
    missing.push(server.name);
    line(server.name, 'NOT INSTALLED', why);
    continue;
  }
  for (const way of WAYS) {
    if (server[way] === undefined) continue;
    audited += 1;
    if (survey(server, way)) asKnown += 1;
  }
}
console.log(`\n${asKnown} of ${audited} audits as known; ${missing.length} servers could not be installed.`);
process.exit(asKnown === audited && missing.length === 0 ? 0 : 1);
