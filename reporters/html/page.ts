// The HTML report: one file that needs no network, reads well on a phone and on paper, and lets nothing of a target run.
//
// The policy in its head allows this file's own style and script by their hashes and nothing else; every text goes
// through the escaping template of markup.ts. Both are tested with a hostile server in a real browser.

import { createHash } from 'node:crypto';
import type { Report } from '../../suites/kernel/report.ts';
import { headline, type Issue, issuesOf, plural, runNames, suitesOf } from '../arrange.ts';
import { requirementTable } from './coverage.ts';
import { anchor, markup, type Markup, trusted } from './markup.ts';
import { measuresMarkup } from './measures.ts';
import { ruleMarkup, type RuleView, wordOf, worstRank } from './rule.ts';
import { SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

export const POLICY = [
  "default-src 'none'",
  `style-src ${hash(STYLE)}`,
  `script-src ${hash(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** Whole elements: a blank that a formatter adds inside would break the hashes. */
const STYLE_TAG = trusted(`<style>${STYLE}</style>`);
const SCRIPT_TAG = trusted(`<script>${SCRIPT}</script>`);

const KINDS = ['fail', 'warn', 'error', 'pass', 'skip', 'waived'] as const;
const KIND_WORDS = {
  fail: 'failed',
  warn: 'warned',
  error: 'broken in Assay',
  pass: 'passed',
  skip: 'skipped',
  waived: 'waived',
} as const;

export function page(report: Report): string {
  const title = `Assay: ${headline(report).word}, ${report.target.label}`;
  const views = viewsOf(report);
  const body = markup`<a class="skiplink" href="#rules">Skip to the rules</a>
    <header>${headMarkup(report)}</header>
    <main>
      ${faultsMarkup(report)} ${firstMarkup(report)} ${measuresMarkup(report.measures)}
      <h2 id="rules">Rules</h2>
      ${filterMarkup(report, views)} ${suiteSections(report, views)} ${requirementTable(report)}
    </main>
    <footer>
      <p>
        Written by ${report.tool.name} ${report.tool.version}. Credentials and secrets are masked. Judge again or replay
        with the JSON report.
      </p>
    </footer>`;
  return markup`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${trusted(POLICY)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        ${STYLE_TAG}
      </head>
      <body>
        ${body}
        ${SCRIPT_TAG}
      </body>
    </html> `.markup;
}

function headMarkup(report: Report): Markup {
  const { word, tone } = headline(report);
  const kinds = KINDS.map((kind) => ({
    kind,
    count: report.results.filter((result) => wordOf(result) === kind).length,
  }));
  const shown = kinds.filter(({ kind, count }) => count > 0 || kind === 'fail' || kind === 'pass');
  return markup` <p class="soft">Assay report</p>
    <h1><span class="verdict ${tone}">${word}</span><span>${report.target.label}</span></h1>
    <p>
      ${report.runs.map((run) => markup`<span>${run.revision} over ${run.transport}: ${`${run.server.name} ${run.server.version}`.trim() || 'unnamed server'}</span><br />`)}
    </p>
    <p class="soft">
      ${report.startedAt.replace('T', ' ').replace(/\.\d+Z$/, ' UTC')} · ${(report.durationMs / 1000).toFixed(1)} s ·
      seed ${report.seed}
    </p>
    <ul class="tiles">
      ${shown.map(({ kind, count }) => markup`<li class="${kind}"><b>${count}</b>${KIND_WORDS[kind]}</li>`)}
    </ul>`;
}

function faultsMarkup(report: Report): Markup {
  if (report.faults.length === 0) return markup``;
  const rows = report.faults.map(
    ({ stage, where, message }) =>
      markup`<tr>
        <td>${stage}</td>
        <td>${where}</td>
        <td>${message}</td>
      </tr>`,
  );
  return markup`<h2>Faults of Assay or its surroundings</h2>
    <p>These say nothing about the target.</p>
    <div class="scroll" tabindex="0" role="group" aria-label="Faults">
      <table>
        <thead>
          <tr>
            <th scope="col">Stage</th>
            <th scope="col">Where</th>
            <th scope="col">Message</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}

/** The five that matter most, with what to do. */
function firstMarkup(report: Report): Markup {
  const open = issuesOf(report.results).filter((issue) => issue.waived === undefined && issue.outcome !== 'error');
  if (open.length === 0)
    return markup`<h2>What to fix first</h2>
      <p>Nothing: no rule failed or warned.</p>`;
  const line = (issue: Issue): Markup =>
    markup` <li>
      <a href="#${anchor(issue.rule.id)}">${issue.rule.title}</a>
      <span class="badge ${issue.outcome}">${issue.outcome}</span> <span class="badge plain">${issue.severity}</span>
      <br />${issue.rule.fix}
      <span class="soft">(${plural(issue.findings.length, 'finding')}, ${runNames(issue.runs)})</span>
    </li>`;
  return markup`<h2>What to fix first</h2>
    <ol class="first">
      ${open.slice(0, 5).map(line)}
    </ol>`;
}

function viewsOf(report: Report): RuleView[] {
  const groups = new Map<string, RuleView>();
  for (const result of report.results) {
    const known = groups.get(result.rule.id);
    const results = [...(known?.results ?? []), result];
    groups.set(result.rule.id, { id: result.rule.id, suite: result.suite, results });
  }
  return [...groups.values()].toSorted((a, b) => worstRank(a) - worstRank(b) || a.id.localeCompare(b.id, 'en'));
}

function filterMarkup(report: Report, views: readonly RuleView[]): Markup {
  const option = (value: string): Markup => markup`<option value="${value}">${value}</option>`;
  const suites = [...new Set(views.map((view) => view.suite))].toSorted();
  const revisions = [...new Set(report.results.map((result) => result.revision))].toSorted();
  const boxes = KINDS.filter((kind) => report.results.some((result) => wordOf(result) === kind)).map(
    (kind) =>
      markup`<label><input type="checkbox" name="outcome" value="${kind}" checked /> ${KIND_WORDS[kind]}</label>`,
  );
  return markup`<form class="filter" hidden>
    <label>Search <input type="search" name="q" placeholder="rule, tool, text (press /)" /></label>
    <fieldset aria-label="Outcomes">${boxes}</fieldset>
    <label
      >Suite
      <select name="suite">
        <option value="">all</option>
        ${suites.map(option)}
      </select></label
    >
    <label
      >Revision
      <select name="revision">
        <option value="">all</option>
        ${revisions.map(option)}
      </select></label
    >
    <output id="shown" aria-live="polite" class="soft"></output>
  </form>`;
}

function suiteSections(report: Report, views: readonly RuleView[]): Markup[] {
  const suites = suitesOf(report).map(({ name }) => name);
  return suites.map(
    (suite) =>
      markup`<section class="suite" aria-label="${suite}">
        <h3>${suite}</h3>
        ${views.filter((view) => view.suite === suite).map((view) => ruleMarkup(report, view))}
      </section>`,
  );
}
