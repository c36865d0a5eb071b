// `docs/RULES.md` from the metadata of the rules: what each asks, why, and what to do.

import type { Level } from '../suites/kernel/check.ts';
import type { RuleCard } from '../suites/kernel/report.ts';
import type { Span, Transport } from '../suites/kernel/revision.ts';
import { mdCode } from './markdown-text.ts';

export interface DocumentedRule extends RuleCard {
  readonly suite: string;
  readonly revisions: Span;
  readonly levels?: Readonly<Partial<Record<string, Level>>>;
  readonly transports?: readonly Transport[];
  readonly touch: string;
}

export function rulesDoc(rules: readonly DocumentedRule[]): string {
  const suites = [...new Set(rules.map(({ suite }) => suite))];
  const parts = suites.flatMap((suite) => {
    const own = rules.filter((rule) => rule.suite === suite);
    return [`## ${suite}`, '', ...own.flatMap(section)];
  });
  const index = suites.map(
    (suite) => `- [${suite}](#${suite}): ${rules.filter((rule) => rule.suite === suite).length} rules`,
  );
  return [
    '# Rules',
    '',
    'Generated from the rules themselves by `npm run docs`; change a rule, not this file.',
    '`assay explain <rule>` shows one of them with the sentences of the specification it stands on.',
    '',
    ...index,
    '',
    ...parts,
  ].join('\n');
}

function section(rule: DocumentedRule): string[] {
  const { since, until } = rule.revisions;
  const span = until === undefined ? `from ${since}` : since === until ? since : `${since} to ${until}`;
  const levels = Object.entries(rule.levels ?? {}).map(([revision, level]) => `${level} in ${revision}`);
  const facts = [
    [rule.level, ...levels].join(', '),
    span,
    rule.transports?.join(', ') ?? 'every transport',
    rule.touch,
  ];
  const requirements = rule.requirements.map((id) => mdCode(id)).join(', ');
  return [
    `### \`${rule.id}\``,
    '',
    `**${prose(rule.title)}.** ${facts.join(' · ')}`,
    '',
    `${prose(rule.why)}`,
    '',
    `Fix: ${prose(rule.fix)}`,
    '',
    ...(requirements === '' ? [] : [`Requirements: ${requirements}. [Specification](${rule.url})`, '']),
    ...(rule.tags.length === 0 ? [] : [`Tags: ${rule.tags.map((tag) => mdCode(tag)).join(', ')}`, '']),
  ];
}

/** Our own words, written with code spans in mind: outside them only what would be markup is escaped. */
const prose = (text: string): string =>
  text
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part : part.replaceAll('<', '&lt;').replace(/[*_[\]]/g, String.raw`\$&`)))
    .join('');
