// One rule in the HTML report: folded to a line, opened to everything that is known about it.

import type { Report, Result } from '../../suites/kernel/report.ts';
import { issuesOf, plural, runNames, type Seen, shortKey } from '../arrange.ts';
import { shownOf } from '../excerpt.ts';
import { replayCommand } from '../replay.ts';
import { anchor, markup, link, type Markup } from './markup.ts';
import { messageText } from './message-text.ts';

/** All results of one rule, over every run. */
export interface RuleView {
  readonly id: string;
  readonly suite: string;
  readonly results: readonly Result[];
}

/** Findings shown in the page; the rest is in the JSON report. */
const SHOWN = 25;
const WORST = ['fail', 'error', 'warn', 'waived', 'pass', 'skip'] as const;
type Word = (typeof WORST)[number];

export const wordOf = (result: Result): Word => (result.waived === undefined ? result.outcome : 'waived');

export const worstWord = (results: readonly Result[]): Word =>
  WORST.find((word) => results.some((result) => wordOf(result) === word)) ?? 'skip';

export const worstRank = (view: RuleView): number => WORST.indexOf(worstWord(view.results));

export function ruleMarkup(report: Report, view: RuleView): Markup {
  const [first] = view.results;
  if (first === undefined) return markup``;
  const worst = worstWord(view.results);
  const open = worst === 'fail' || worst === 'error';
  const { rule } = first;
  const issues = issuesOf(view.results);
  const words = [...new Set(view.results.map(wordOf))].join(' ');
  const revisions = [...new Set(view.results.map((result) => result.revision))].join(' ');
  return markup` <details
    class="rule"
    id="${anchor(rule.id)}"
    data-outcome="${words}"
    data-suite="${view.suite}"
    data-revisions="${revisions}"
    ${{ markup: open ? ' open' : '' }}
  >
    <summary>
      <span class="badge ${worst}">${worst}</span><span class="title">${rule.title}</span
      ><span class="mono">${rule.id}</span>
    </summary>
    <div class="body">
      <p class="soft">
        ${rule.level === 'advice' ? 'advice' : rule.level.toUpperCase()}
        ${rule.tags.map((tag) => markup`<span class="badge plain">${tag}</span> `)}·
        <a href="#${anchor(rule.id)}">link to this rule</a>
      </p>
      ${issues.flatMap((issue) => [
        issue.waived !== undefined && markup`<p><strong>Waived:</strong> ${issue.waived}</p>`,
        issue.findings.slice(0, SHOWN).map((seen) => findingMarkup(report, rule.id, seen, issue.runs.length)),
        issue.findings.length > SHOWN &&
          markup`<p>and ${plural(issue.findings.length - SHOWN, 'finding')} more in the JSON report.</p>`,
      ])}
      ${runsTable(view.results)}
      <dl>
        <dt>Why</dt>
        <dd>${rule.why}</dd>
        <dt>Fix</dt>
        <dd>${rule.fix}</dd>
        ${
          rule.url !== '' &&
          markup`<dt>See</dt>
            <dd>${link(rule.url)}</dd>`
        }
        ${
          rule.requirements.length > 0 &&
          markup`<dt>Requirements</dt>
            <dd class="mono">${rule.requirements.join(', ')}</dd>`
        }
      </dl>
    </div>
  </details>`;
}

function findingMarkup(report: Report, rule: string, seen: Seen, runs: number): Markup {
  const { finding } = seen;
  const id = anchor(rule, shortKey(rule, finding.key));
  return markup` <div class="finding" id="${id}">
    <h4>
      <span class="badge plain">${finding.severity}</span> <span class="mono">${shortKey(rule, finding.key)}</span>
    </h4>
    <dl>
      <dt>Expected</dt>
      <dd>${finding.want}</dd>
      <dt>Actual</dt>
      <dd>${finding.got}</dd>
      ${
        seen.runs.length < runs &&
        markup`<dt>Only in</dt>
          <dd>${runNames(seen.runs)}</dd>`
      }
      <dt>Replay</dt>
      <dd class="mono">${replayCommand({ rule: { id: rule } }, finding)}</dd>
    </dl>
    ${finding.at.slice(0, 4).map((where) => {
      const excerpt = report.excerpts[where.exchange];
      if (excerpt === undefined) return markup``;
      const shown = shownOf(excerpt, where.pointer);
      const other = shown.side === 'received' ? excerpt.sent : excerpt.received;
      const name = `${where.exchange} ${where.pointer ?? ''}`.trim();
      return markup` <p class="soft">${shown.side} in <span class="mono">${name}</span></p>
        <pre tabindex="0" role="group" aria-label="${shown.side} in ${name}">
${messageText(shown.text, shown.place)}</pre>
        ${
          other !== '' &&
          markup`<details>
            <summary>${shown.side === 'received' ? 'what was sent' : 'what was received'}</summary>
            <pre tabindex="0" role="group" aria-label="the other side of ${where.exchange}">${messageText(other)}</pre>
          </details>`
        }`;
    })}
  </div>`;
}

function runsTable(results: readonly Result[]): Markup {
  const rows = results.map((result) => {
    const word = wordOf(result);
    const note = result.reason === undefined ? '' : `${result.reason.kind}: ${result.reason.note}`;
    return markup`<tr>
      <td>${result.revision} over ${result.transport}</td>
      <td><span class="badge ${word}">${word}</span></td>
      <td class="n">${result.seen}</td>
      <td>${note}</td>
    </tr>`;
  });
  return markup`<div class="scroll" tabindex="0" role="group" aria-label="Runs">
    <table>
      <thead>
        <tr>
          <th scope="col">Run</th>
          <th scope="col">Outcome</th>
          <th scope="col" class="n">Judged</th>
          <th scope="col">Note</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>
  </div>`;
}
