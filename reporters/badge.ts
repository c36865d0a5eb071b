// A badge for a README: the verdict and the revision it holds for, as a small drawing without a network.

import type { Report } from '../suites/kernel/report.ts';
import { countsOf, headline } from './arrange.ts';
import { xmlText } from './xml.ts';

const COLOURS = { good: '#1a7f37', bad: '#b3141d', unsure: '#8a6100' } as const;

/** Width of a text in Verdana 11, near enough for a badge. */
const widthOf = (text: string): number => Math.ceil(text.length * 6.7) + 12;

export function badge(report: Report): string {
  const { word, tone } = headline(report);
  const { fail, warn } = countsOf(report.results);
  const revisions = [...new Set(report.runs.map((run) => run.revision))].toSorted().join(' + ');
  const counts = word === 'FAIL' ? ` ${fail > 0 ? `${fail} failed` : `${warn} warned`}` : '';
  const left = 'MCP audit';
  const right = word === 'PASS' ? `pass ${revisions}`.trim() : `${word.toLowerCase()}${counts}`;
  const [a, b] = [widthOf(left), widthOf(right)];
  const title = xmlText(`${left}: ${right}`);
  const text = (x: number, content: string): string =>
    `<text x="${x}" y="14" text-anchor="middle" fill="#fff" font-family="Verdana,DejaVu Sans,sans-serif" font-size="11">${xmlText(content)}</text>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${a + b}" height="20" role="img" aria-label="${title}"><title>${title}</title><clipPath id="r"><rect width="${a + b}" height="20" rx="3"/></clipPath><g clip-path="url(#r)"><rect width="${a}" height="20" fill="#444"/><rect x="${a}" width="${b}" height="20" fill="${COLOURS[tone]}"/></g>${text(a / 2, left)}${text(a + b / 2, right)}</svg>\n`;
}
