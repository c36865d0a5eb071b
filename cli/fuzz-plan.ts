// `assay fuzz --dry-run`: every call that would be made, one a line, after the tools were listed and none was called.

import { plannedCalls } from '../runner/fuzz/planned-calls.ts';
import { visible } from '../reporters/visible.ts';
import { CliError, EXIT } from './exit.ts';
import type { Prepared } from './run-audits.ts';

const WIDTH = 200;

export async function printFuzzPlan({ targets, options }: Prepared): Promise<void> {
  for (const { name, target } of targets) {
    const { calls, faults, seed } = await plannedCalls(target, options);
    const [fault] = faults;
    if (fault !== undefined) throw new CliError(fault.message.split('\n')[0] ?? fault.message, { code: EXIT.unjudged });
    const tools = new Set(calls.map(({ tool }) => tool));
    const head = `${name === undefined ? '' : `${visible(name)}: `}${calls.length} calls of ${tools.size} tools, seed ${seed}; none was made`;
    process.stdout.write(`${head}\n`);
    for (const { revision, tool, kind, name: what, arguments: given } of calls) {
      const text = given === undefined ? '(no arguments)' : JSON.stringify(given);
      const shown = text.length > WIDTH ? `${text.slice(0, WIDTH)}… (${text.length} characters)` : text;
      process.stdout.write(`${revision} tools/call ${visible(tool)} ${visible(shown)}  # ${kind}: ${visible(what)}\n`);
    }
    if (calls.length === 0) process.stdout.write('No tool may be called: allow some by name, or use --calls.\n');
  }
}
