// `assay explain`: one rule in full: what it asks, why, how to mend it, what the specification says.

import type { Argv, CommandModule } from 'yargs';
import { wrap } from '../../reporters/columns.ts';
import { loadRule, type Rule, ruleIds } from '../../runner/engine/catalog.ts';
import { cardOf } from '../../runner/engine/report.ts';
import { lintCards } from '../../runner/lint/cards.ts';
import { entriesOf } from '../../suites/requirements/inventory.ts';
import { CliError } from '../exit.ts';
import { nearest } from '../../runner/config/nearest.ts';
import { documented } from './list-rules.ts';

interface Args {
  readonly rule: string;
  readonly json?: boolean;
}

const command: CommandModule = {
  command: 'explain <rule>',
  describe: 'One rule in full',
  builder: (argv: Argv) =>
    argv
      .positional('rule', { type: 'string', demandOption: true, describe: 'Rule id, or the last part of one' })
      .option('json', { type: 'boolean', describe: 'As a rule card' }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const cards = lintCards();
    const id = idOf(argv.rule, [...ruleIds(), ...cards.map((card) => card.id)]);
    const rule = cards.find((card) => card.id === id) ?? (await loadRule(id));
    const text = argv.json === true ? JSON.stringify(documented(rule), undefined, 2) : textOf(rule);
    process.stdout.write(`${text}\n`);
  },
};
export default command;

/** The id itself, or the only rule that ends so; a finding key of a report names its rule too. */
function idOf(word: string, ids: readonly string[]): string {
  const asked = word.split(':')[0] ?? word;
  if (ids.includes(asked)) return asked;
  const ending = ids.filter((id) => id.endsWith(`/${asked}`));
  const [only] = ending;
  if (only !== undefined && ending.length === 1) return only;
  if (ending.length > 1) throw new CliError(`several rules end so: ${ending.join(', ')}.`);
  const last = nearest(
    asked.split('/').at(-1) ?? asked,
    ids.map((id) => id.split('/').at(-1) ?? id),
  );
  const guess = nearest(asked, ids) ?? ids.find((id) => id.endsWith(`/${last}`) || id.includes(asked));
  throw new CliError(
    `there is no rule "${asked}".${guess === undefined ? '' : ` Did you mean ${guess}?`} See assay list rules.`,
  );
}

function textOf(rule: Rule): string {
  const { check } = rule;
  const card = cardOf(rule);
  const columns = process.stdout.isTTY ? Math.min(100, process.stdout.columns) : 80;
  const part = (label: string, text: string): string[] =>
    wrap(text, columns - 12).map((line, index) => `${(index === 0 ? label : '').padEnd(12)}${line}`);
  const span =
    check.revisions.until === undefined
      ? `from ${check.revisions.since}`
      : `${check.revisions.since} to ${check.revisions.until}`;
  const levels = Object.entries(check.levels ?? {}).map(([revision, level]) => `${level} in ${revision}`);
  return [
    rule.id,
    '',
    ...part('holds when', check.title),
    ...part('level', [check.level, ...levels].join(', ')),
    ...part('revisions', span),
    ...part('transports', check.transports?.join(', ') ?? 'all'),
    ...part('touch', check.touch),
    ...part('why', check.why),
    ...part('fix', check.fix),
    `${'see'.padEnd(12)}${card.url}`,
    ...(card.tags.length > 0 ? part('tags', card.tags.join(', ')) : []),
    ...(check.formerly === undefined ? [] : part('formerly', check.formerly.join(', '))),
    ...check.requirements.flatMap((id) =>
      entriesOf(id).flatMap((entry) => [
        '',
        ...part(entry.level, `${id} (${entry.revisions.join(', ')})`),
        ...part('', entry.statement),
      ]),
    ),
  ].join('\n');
}
