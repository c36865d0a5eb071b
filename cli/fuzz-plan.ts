// `assay fuzz --dry-run`: every call that would be made, one a line, each case with what it is about.

import { plannedCalls } from '../runner/fuzz/planned-calls.ts';
import { printCalls } from './calls-plan.ts';
import { CliError, EXIT } from './exit.ts';
import type { Prepared } from './run-audits.ts';

export async function printFuzzPlan(prepared: Prepared): Promise<void> {
  for (const named of prepared.targets) {
    const { calls, seed } = await plannedCalls(named.target, prepared.options);
    const about = new Map(
      calls.map((call) => [keyOf(call.revision, call.tool, call.arguments), `${call.kind}: ${call.name}`]),
    );
    const one = { ...prepared, targets: [named], options: { ...prepared.options, seed } };
    const [problem] = await printCalls(one, {
      remark: ({ revision, tool, arguments: given }) => about.get(keyOf(revision, tool, given)),
    });
    if (problem !== undefined) throw new CliError(problem, { code: EXIT.unjudged });
  }
}

const keyOf = (revision: string, tool: string, given: unknown): string => JSON.stringify([revision, tool, given]);
