// `--dry-run`: every call that a run would make, one a line; the target is asked for its lists and for nothing else.

import { rehearse, type RehearsedCall, type Runner } from '../runner/rehearsal/rehearse.ts';
import { visible } from '../reporters/visible.ts';
import type { Prepared } from './run-audits.ts';

const WIDTH = 160;

export interface CallsPlan {
  readonly runner?: Runner;
  /** Said after a call, beside who asks. */
  readonly remark?: (call: RehearsedCall) => string | undefined;
}

/** Returns why the lists of a target could not be had, for those where it is so. */
export async function printCalls({ targets, options }: Prepared, plan: CallsPlan = {}): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const { name, target } of targets) {
    const { calls, faults, seed } = await rehearse(target, options, plan.runner);
    const prefix = name === undefined ? '' : `${visible(name)}: `;
    const [fault] = faults;
    if (fault !== undefined) {
      problems.push(fault.message.split('\n')[0] ?? fault.message);
      process.stdout.write(`${prefix}what would be called is not known: ${visible(problems.at(-1) ?? '')}\n`);
      continue;
    }
    const made = calls.reduce((sum, { times }) => sum + times, 0);
    const tools = new Set(calls.map(({ tool }) => tool)).size;
    process.stdout.write(`${prefix}${made} calls of ${tools} tools, seed ${seed}; none was made\n`);
    for (const call of calls) process.stdout.write(`${lineOf(call, plan.remark?.(call))}\n`);
    if (calls.length === 0) process.stdout.write('No tool may be called: allow some by name, or use --calls.\n');
  }
  return problems;
}

function lineOf(call: RehearsedCall, remark: string | undefined): string {
  const text = call.arguments === undefined ? '(no arguments)' : JSON.stringify(call.arguments);
  const shown = text.length > WIDTH ? `${text.slice(0, WIDTH)}… (${text.length} characters)` : text;
  const times = call.times > 1 ? ` ×${call.times}` : '';
  const why = remark ?? call.by.replace(/^artifact:/u, '');
  return `${call.revision} tools/call ${visible(call.tool)} ${visible(shown)}${times}  # ${visible(why)}`;
}
