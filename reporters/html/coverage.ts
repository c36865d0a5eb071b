// Requirements of the specification by revision: how many were judged here, and with what outcome.

import type { Report } from '../../suites/kernel/report.ts';
import { markup, type Markup } from './markup.ts';

interface Tally {
  readonly held: Set<string>;
  readonly broken: Set<string>;
  readonly unjudged: Set<string>;
}

export function requirementTable(report: Report): Markup {
  const revisions = new Map<string, Tally>();
  for (const { rule, revision, outcome } of report.results) {
    const tally = revisions.get(revision) ?? { held: new Set(), broken: new Set(), unjudged: new Set() };
    revisions.set(revision, tally);
    const into =
      outcome === 'pass' ? tally.held : outcome === 'fail' || outcome === 'warn' ? tally.broken : tally.unjudged;
    for (const id of rule.requirements) into.add(id);
  }
  const rows = [...revisions]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en'))
    .map(([revision, { held, broken, unjudged }]) => {
      const good = [...held].filter((id) => !broken.has(id)).length;
      const open = [...unjudged].filter((id) => !held.has(id) && !broken.has(id)).length;
      return markup`<tr>
        <th scope="row">${revision}</th>
        <td class="n">${good}</td>
        <td class="n">${broken.size}</td>
        <td class="n">${open}</td>
      </tr>`;
    });
  if (!report.results.some(({ rule }) => rule.requirements.length > 0)) return markup``;
  return markup`<h2>Requirements of the specification</h2>
    <div class="scroll" tabindex="0" role="group" aria-label="Requirements by revision">
      <table>
        <thead>
          <tr>
            <th scope="col">Revision</th>
            <th scope="col" class="n">Held</th>
            <th scope="col" class="n">Broken</th>
            <th scope="col" class="n">Not judged</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>`;
}
