// A target that could not be reached, in one line that says what to do next.

import { clip } from '../reporters/columns.ts';
import { visible } from '../reporters/visible.ts';
import { EXIT } from './exit.ts';
import type { Target } from '../runner/target.ts';
import type { Report } from '../suites/kernel/report.ts';

export interface Problem {
  readonly line: string;
  /** What the program wrote to stderr, ready to be shown. */
  readonly stderr: readonly string[];
}

/** `undefined` where something was opened, or where the fault is none of the connection. */
export function connectProblem(report: Report, target: Target): Problem | undefined {
  const fault = report.faults.find(({ stage }) => stage === 'connect');
  if (fault === undefined || report.runs.length > 0) return undefined;
  const [said = '', stderr = ''] = splitStderr(fault.message);
  const name = visible(report.target.label);
  if (report.exitCode === EXIT.interrupted) return { line: `${name}: interrupted before it answered.`, stderr: [] };
  const text = visible(said.split('\n')[0] ?? '');
  const shown = stderr
    .split('\n')
    .map((line) => visible(line.trimEnd()))
    .filter((line) => line !== '');
  return { line: `${name}: ${clip(text, 300)}. ${nextStep(said, target)}`, stderr: shown.slice(-20) };
}

function splitStderr(message: string): readonly [string, string] {
  const at = message.search(/; stderr: /);
  return at === -1 ? [message, ''] : [message.slice(0, at), message.slice(at + '; stderr: '.length)];
}

/** By what the wire says, in the order of how sure it is. */
function nextStep(said: string, target: Target): string {
  if (said.startsWith('the run ended')) return 'Give it more time with --budget.';
  if (target.kind === 'http') {
    if (/403: .*\b(?:hosts?|origins?|localhost|allowed at)\b/i.test(said))
      return 'It refuses the name it was asked by: write the host in the url as the server expects it, for instance localhost.';
    if (/40[13]|credentials/.test(said)) return 'Give credentials with --bearer-env VAR or --header.';
    if (/ECONNREFUSED/.test(said)) return 'Nobody listens there: start the server, or check host and port.';
    if (/ENOTFOUND|EAI_AGAIN/.test(said)) return 'The host name is not known: check the spelling.';
    if (/CERT|certificate|self[- ]signed|TLS|SSL|EPROTO/i.test(said))
      return 'The TLS connection failed: a private authority is given with --ca, a client certificate with --client-cert.';
    if (/<!doctype html|<html/i.test(said))
      return 'This is a web page, not an MCP endpoint: the path is often /mcp or /sse.';
    if (/HTTP 404|HTTP 405/.test(said)) return 'There is no MCP endpoint at this path: it is often /mcp or /sse.';
    if (/timeout|no answer/i.test(said)) return 'Is this an MCP server? A slow one needs a larger --timeout.';
    return 'Is this an MCP endpoint? --evidence <dir> keeps every byte of the attempt.';
  }
  if (/ENOENT/.test(said))
    return 'There is no such program, or no such working directory: check the spelling and the PATH.';
  if (/EACCES/.test(said)) return 'The program may not be executed: check its permissions.';
  if (/no answer/i.test(said)) return 'Does it speak MCP over stdio? A slow one needs a larger --timeout.';
  if (/ended|exit|closed|code/i.test(said)) return 'Run the command by hand: it has to stay and answer on stdout.';
  return 'Does it speak MCP over stdio? --evidence <dir> keeps every byte of the attempt.';
}
