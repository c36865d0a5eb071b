// `--dry-run`: what would be asked of whom, and every call of a tool that would be made; only lists are asked for.

import { loadRules, ruleIds, selectIds } from '../runner/engine/catalog.ts';
import { plan, type PlannedRule } from '../runner/engine/plan.ts';
import { mask, showUrl } from '../runner/engine/mask.ts';
import type { Target } from '../runner/target.ts';
import { printCalls, type CallsPlan } from './calls-plan.ts';
import { visible } from '../reporters/visible.ts';
import type { Prepared } from './run-audits.ts';

const TOUCHES = ['passive', 'probing', 'intrusive', 'heavy', 'active'] as const;

const CALLS = {
  none: 'no tool is called',
  readonly: 'tools annotated read-only, or allowed in the configuration, are called',
  all: 'every tool may be called',
} as const;

export async function printPlan(prepared: Prepared, calls: CallsPlan = {}): Promise<void> {
  const { targets, options, argv } = prepared;
  const rules = await loadRules(selectIds(ruleIds(), options.suites, options.rules));
  const planned = plan(rules, options);
  const touches = (touch: string): number => planned.rules.filter((rule) => rule.touch === touch).length;
  const lines = [
    ...targets.map(
      ({ name, target }) => `target     ${name === undefined ? '' : `${visible(name)}: `}${labelOf(target)}`,
    ),
    `revisions  ${typeof options.revisions === 'string' ? options.revisions : (options.revisions ?? []).join(', ')}`,
    `calls      ${CALLS[planned.calls]}`,
    `rules      ${planned.rules.length} in ${planned.suites.join(', ')}`,
    `           ${TOUCHES.map((touch) => `${touches(touch)} ${touch}`).join(', ')}`,
    `gathers    ${planned.artifacts.join(', ')}`,
    ...(argv.verbose === true ? ['', ...planned.rules.map(ruleLine)] : ['', 'Every rule: --dry-run --verbose']),
  ];
  process.stdout.write(`${lines.join('\n')}\n\n`);
  await printCalls(prepared, calls);
}

const ruleLine = (rule: PlannedRule): string => `${rule.touch.padEnd(10)} ${rule.isolation.padEnd(7)} ${rule.id}`;

function labelOf(target: Target): string {
  if (target.kind === 'http') return visible(showUrl(target.url));
  return target.kind === 'stdio' ? visible(mask([target.command, ...target.args].join(' '))) : 'streams';
}
