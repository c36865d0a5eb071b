// `assay list rules`: every rule as a table, or as rule cards with --json.

import type { Argv, CommandModule } from 'yargs';
import { clip, columnsOf, padEnd } from '../../reporters/columns.ts';
import type { DocumentedRule } from '../../reporters/rules-doc.ts';
import { loadRules, type Rule, ruleIds, selectIds } from '../../runner/engine/catalog.ts';
import { cardOf } from '../../runner/engine/report.ts';
import { LINT_SUITE, lintCards } from '../../runner/lint/cards.ts';
import { CliError } from '../exit.ts';
import { didYouMean } from '../../runner/config/nearest.ts';

interface Args {
  readonly json?: boolean;
  readonly suite?: string;
}

const command: CommandModule = {
  command: 'list rules',
  describe: 'All rules as a table',
  builder: (argv: Argv) =>
    argv
      .option('json', { type: 'boolean', describe: 'An array of rule cards' })
      .option('suite', { type: 'string', requiresArg: true, describe: 'Only these suites, by comma' }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const ids = ruleIds();
    const suites = argv.suite?.split(',').map((word) => word.trim());
    const known = [...new Set([...ids.map((id) => id.split('/')[0] ?? ''), LINT_SUITE])];
    for (const suite of suites ?? [])
      if (!known.includes(suite))
        throw new CliError(`there is no suite "${suite}".${didYouMean(suite, known)} Suites: ${known.join(', ')}.`);
    const cards = suites?.includes(LINT_SUITE) === false ? [] : lintCards();
    const audited = suites?.every((suite) => suite === LINT_SUITE) === true ? [] : selectIds(ids, suites);
    const rules = [...(await loadRules(audited)), ...cards];
    if (argv.json === true) process.stdout.write(`${JSON.stringify(rules.map(documented), undefined, 2)}\n`);
    else process.stdout.write(table(rules));
  },
};
export default command;

/** A rule card with what a reader of the list needs beside it. */
export function documented(rule: Rule): DocumentedRule {
  const { revisions, transports, touch, levels } = rule.check;
  return {
    ...cardOf(rule),
    suite: rule.suite,
    revisions,
    touch,
    ...(transports === undefined ? {} : { transports }),
    ...(levels === undefined ? {} : { levels }),
  };
}

function table(rules: readonly Rule[]): string {
  const columns = process.stdout.isTTY ? process.stdout.columns : 80;
  const width = Math.max(4, ...rules.map((rule) => columnsOf(rule.id)));
  const head = `${padEnd('rule', width)}  level   title`;
  const lines = rules.map(({ id, check }) => {
    const start = `${padEnd(id, width)}  ${check.level.padEnd(6)}  `;
    // A list is read with grep too: where the title has no room on a terminal line, it is not cut.
    const room = columns - columnsOf(start);
    return `${start}${process.stdout.isTTY && room > 20 ? clip(check.title, room) : check.title}`;
  });
  return `${[head, ...lines, '', `${rules.length} rules`].join('\n')}\n`;
}
