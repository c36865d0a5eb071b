// `assay contract --dry-run`: every call that contract files would make, and those that follow from the schemas.

import { auditContracts, contractRules, type ContractRun } from '../runner/contract/run.ts';
import { KINDS } from '../suites/contract/format.ts';
import type { Step } from '../suites/contract/format.ts';
import { visible } from '../reporters/visible.ts';
import { printPlan } from './dry-run.ts';
import type { Prepared } from './run-audits.ts';

const WIDTH = 160;

export async function printContractPlan(prepared: Prepared, how: ContractRun): Promise<void> {
  if (how.filesOnly !== true)
    await printPlan(prepared, {
      runner: (target, options, inside) => auditContracts(target, options, { ...how, dry: true }, inside),
    });
  const rules = await contractRules(how);
  const lines = how.contracts.flatMap(({ file, contract }) => [
    `${visible(file)}`,
    ...Object.entries(contract.tools ?? {}).flatMap(([tool, own]) => [
      ...stepLines(own.before ?? [], 'before each'),
      ...KINDS.flatMap((kind) => (own[kind] ?? []).map((one) => callLine(tool, one.arguments, `${kind}: ${one.name}`))),
      ...(own.annotations === undefined
        ? []
        : [callLine(tool, own.annotations.arguments, 'annotations, called twice')]),
    ]),
    ...(contract.sequences ?? []).flatMap((sequence) => stepLines(sequence.steps, `sequence: ${sequence.name}`)),
  ]);
  process.stdout.write(`${[`${rules.length} rules from contract files; no tool was called`, ...lines].join('\n')}\n`);
}

const stepLines = (steps: readonly Step[], why: string): readonly string[] =>
  steps.flatMap((step) => {
    if ('call' in step) return [callLine(step.call, step.arguments, why)];
    if ('read' in step) return [`  resources/read ${visible(step.read)}  # ${visible(why)}`];
    if ('list' in step) return [`  ${step.list}/list  # ${visible(why)}`];
    if ('walk' in step)
      return [callLine(step.walk, step.arguments, `${why}, page by page`), ...stepLines(step.during ?? [], why)];
    return [];
  });

function callLine(tool: string, given: unknown, why: string): string {
  const text = given === undefined ? '(no arguments)' : JSON.stringify(given);
  const shown = text.length > WIDTH ? `${text.slice(0, WIDTH)}… (${text.length} characters)` : text;
  return `  tools/call ${visible(tool)} ${visible(shown)}  # ${visible(why)}`;
}
