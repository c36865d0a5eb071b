// `assay --help` and `assay --version`, without loading anything: start-up is a figure the project publishes.

import { readFileSync } from 'node:fs';
import { COMMANDS, type CommandRow } from './command-table.ts';

/** Whether this runs from the sources (`cli/`) or from the build (`dist/cli/`), package.json is above. */
export function version(): string {
  for (const up of ['../package.json', '../../package.json']) {
    try {
      const found = JSON.parse(readFileSync(new URL(up, import.meta.url), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (found.name === 'mcp-assay') return found.version ?? '0.0.0';
    } catch {
      // One level further up.
    }
  }
  return '0.0.0';
}

const GROUPS: readonly CommandRow['group'][] = ['Audit', 'Evidence and reports', 'Rules', 'Registry', 'Setting up'];

function rowsOf(rows: readonly CommandRow[]): string[] {
  const width = Math.max(...rows.map((row) => row.name.length)) + 2;
  return rows.map((row) => `  ${row.name.padEnd(width)}${row.describe}`);
}

/** Help for all commands, or for those whose name begins with a word (`assay report`). */
export function help(word?: string): string {
  const rows = word === undefined ? COMMANDS : COMMANDS.filter((row) => row.name.startsWith(`${word} `));
  const groups = GROUPS.filter((group) => rows.some((row) => row.group === group));
  const commands = groups.flatMap((group) => [`${group}:`, ...rowsOf(rows.filter((row) => row.group === group)), '']);
  if (word !== undefined) return [`assay ${word} <command>`, '', ...commands].join('\n');
  return [
    'assay <command> [options] -- <program> [args…]    a server spoken to over stdio',
    'assay <command> [options] <http(s) url>           a server or gateway over HTTP',
    'assay <command> --mcp-config <file>               the servers of a client file',
    '',
    'Conformance, contract and security audit of Model Context Protocol servers.',
    '',
    ...commands,
    'Exit codes: 0 good, 1 the target failed, 2 usage or configuration, 3 could not',
    'judge, 4 a fault of Assay itself, 130 interrupted.',
    '',
    'assay <command> --help shows the options of a command.',
    '',
  ].join('\n');
}
