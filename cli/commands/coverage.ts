// `assay coverage`: what the specification asks, and which rules hold a server to it.

import type { Argv, CommandModule } from 'yargs';
import { padEnd, padStart } from '../../reporters/columns.ts';
import { loadRules } from '../../runner/engine/catalog.ts';
import { type Count, coverage, type Coverage, type CoverageRow } from '../../suites/requirements/coverage.ts';
import { isRevision, REVISIONS } from '../../suites/kernel/revision.ts';
import { CliError } from '../exit.ts';
import { didYouMean } from '../../runner/config/nearest.ts';

interface Args {
  readonly json?: boolean;
  readonly missing?: boolean;
  readonly area?: string;
  readonly revision?: string;
}

const command: CommandModule = {
  command: 'coverage',
  describe: 'Requirements of the specification × rules',
  builder: (argv: Argv) =>
    argv
      .option('json', { type: 'boolean', describe: 'Everything as JSON' })
      .option('missing', { type: 'boolean', describe: 'List what is observable and has no rule' })
      .option('area', { type: 'string', requiresArg: true, describe: 'List the entries of one area with their rules' })
      .option('revision', { type: 'string', requiresArg: true, describe: 'Only entries of this revision' }),
  handler: async (given) => {
    const argv = given as unknown as Args;
    const rules = (await loadRules()).map(({ id, check }) => ({
      id,
      requirements: check.requirements,
      revisions: check.revisions,
      level: check.level,
    }));
    const all = coverage(rules);
    if (argv.revision !== undefined && !isRevision(argv.revision))
      throw new CliError(`there is no revision "${argv.revision}". Known: ${REVISIONS.join(', ')}.`);
    const areas = Object.keys(all.byArea);
    if (argv.area !== undefined && !areas.includes(argv.area))
      throw new CliError(`there is no area "${argv.area}".${didYouMean(argv.area, areas)} Areas: ${areas.join(', ')}.`);
    if (argv.json === true) return void process.stdout.write(`${JSON.stringify(jsonOf(all, argv), undefined, 2)}\n`);
    const listed = argv.missing === true || argv.area !== undefined || argv.revision !== undefined;
    process.stdout.write(`${(listed ? rowLines(all, argv) : tables(all)).join('\n')}\n`);
  },
};
export default command;

function chosen(all: Coverage, argv: Args): readonly CoverageRow[] {
  return all.rows.filter(
    (row) =>
      (argv.area === undefined || row.entry.area === argv.area) &&
      (argv.revision === undefined || (row.entry.revisions as readonly string[]).includes(argv.revision)) &&
      (argv.missing !== true || (!row.guard && row.observable !== 'never' && row.rules.length === 0)),
  );
}

function jsonOf(all: Coverage, argv: Args): object {
  return {
    total: all.total,
    byRevision: all.byRevision,
    byArea: all.byArea,
    byObservability: all.byObservability,
    unknown: all.unknown,
    requirements: chosen(all, argv).map(({ entry, observable, guard, rules, covered, reason }) => ({
      id: entry.id,
      area: entry.area,
      level: entry.level,
      revisions: entry.revisions,
      statement: entry.statement,
      observable,
      guard,
      rules,
      covered,
      ...(reason === undefined ? {} : { reason }),
    })),
  };
}

function rowLines(all: Coverage, argv: Args): string[] {
  const rows = chosen(all, argv);
  const lines = rows.flatMap((row) => [
    `${padEnd(row.entry.id, 44)} ${padEnd(row.entry.level, 10)} ${row.guard ? 'guard' : row.observable}`,
    ...row.rules.map((rule) => `    ${rule}`),
    ...(row.reason === undefined ? [] : [`    no rule: ${row.reason}`]),
  ]);
  return [...lines, '', `${rows.length} entries`];
}

function tables(all: Coverage): string[] {
  const section = (title: string, counts: Readonly<Record<string, Count>>): string[] => [
    `${padEnd(title, 24)}${['entries', 'observable', 'covered', ''].map((word) => padStart(word, 12)).join('')}`,
    ...Object.entries(counts).map(([name, count]) => line(name, count)),
    '',
  ];
  return [
    ...section('area', all.byArea),
    ...section('revision', all.byRevision),
    ...section('observable', all.byObservability),
    line('all', all.total),
    '',
    'MAY entries are permissions and stand outside these counts. --missing lists what has no rule.',
    ...all.unknown.map(({ rule, id }) => `unknown requirement ${id} in ${rule}`),
  ];
}

function line(name: string, { entries, observable, covered }: Count): string {
  const share = observable === 0 ? '' : `${Math.floor((covered / observable) * 100)} %`;
  return `${padEnd(name, 24)}${[entries, observable, covered, share].map((figure) => padStart(String(figure), 12)).join('')}`;
}
