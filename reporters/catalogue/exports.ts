// Records for other houses: Backstage `catalog-info.yaml`, CSV for a spreadsheet, an HTML index for people.

import { stringify } from 'yaml';
import { markup, type Markup, link, trusted } from '../html/markup.ts';
import { STYLE } from '../html/style.ts';
import { visible } from '../visible.ts';
import { createHash } from 'node:crypto';
import type { CatalogueRecord } from './record.ts';

/** Backstage entity names: letters, digits, `-_.`, at most 63. */
const entityName = (id: string): string =>
  id
    .replace(/[^A-Za-z0-9\-_.]+/g, '-')
    .replace(/^[-_.]+|[-_.]+$/g, '')
    .slice(0, 63) || 'server';

const LIFECYCLE = { active: 'production', deprecated: 'deprecated', retired: 'retired' } as const;

/** https://backstage.io/docs/features/software-catalog/descriptor-format: a Component that provides what agents consume. */
export function backstage(records: readonly CatalogueRecord[]): string {
  const entities = records.map(({ id, declared, measured }) => ({
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: entityName(id),
      title: visible(declared.title ?? measured.server.name),
      ...(declared.description === undefined ? {} : { description: visible(declared.description) }),
      tags: ['mcp', ...measured.transports],
      annotations: {
        'mcp-assay/audited-at': measured.at,
        'mcp-assay/revisions': measured.revisions.join(','),
        'mcp-assay/exit-code': String(measured.audit.exitCode),
      },
      ...(declared.repository === undefined ? {} : { links: [{ url: declared.repository, title: 'Source' }] }),
    },
    spec: {
      type: 'mcp-server',
      lifecycle: LIFECYCLE[declared.lifecycle],
      owner: declared.owner ?? 'unknown',
      ...(declared.systems.length === 1 && declared.systems[0] !== 'none'
        ? { system: entityName(declared.systems[0] ?? '') }
        : {}),
      ...(declared.dependents.length === 0
        ? {}
        : { dependencyOf: declared.dependents.map(({ agent }) => `component:${entityName(agent)}`) }),
    },
  }));
  return entities.map((entity) => stringify(entity, { lineWidth: 0 })).join('---\n');
}

const COLUMNS: readonly (readonly [string, (record: CatalogueRecord) => string])[] = [
  ['id', ({ id }) => id],
  ['server', ({ measured }) => measured.server.name],
  ['version', ({ measured }) => measured.server.version],
  ['owner', ({ declared }) => declared.owner ?? ''],
  ['deployment', ({ declared }) => declared.deployment ?? ''],
  ['lifecycle', ({ declared }) => declared.lifecycle],
  ['systems', ({ declared }) => declared.systems.join('; ')],
  ['credentialScopes', ({ declared }) => declared.credentialScopes.join('; ')],
  ['dependents', ({ declared }) => declared.dependents.map(({ agent }) => agent).join('; ')],
  ['transports', ({ measured }) => measured.transports.join('; ')],
  ['revisions', ({ measured }) => measured.revisions.join('; ')],
  ['tools', ({ measured }) => String(measured.tools.length)],
  [
    'destructiveTools',
    ({ measured }) =>
      measured.tools
        .filter(({ risk }) => risk === 'destructive')
        .map(({ name }) => name)
        .join('; '),
  ],
  ['dataClasses', ({ measured }) => measured.dataClasses.join('; ')],
  ['authentication', ({ measured }) => measured.authentication],
  ['conformance', ({ measured }) => `${measured.conformance.held}/${measured.conformance.judged}`],
  ['exitCode', ({ measured }) => String(measured.audit.exitCode)],
  ['auditedAt', ({ measured }) => measured.at],
];

/** RFC 4180; a cell that a spreadsheet would take for a formula is kept a text. */
export function csv(records: readonly CatalogueRecord[]): string {
  const cell = (text: string): string => {
    const shown = visible(text);
    const safe = /^[=+\-@\t\r]/.test(shown) ? `'${shown}` : shown;
    return /[",\n\r]|^\s|\s$/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  const rows = [
    COLUMNS.map(([name]) => name),
    ...records.map((record) => COLUMNS.map(([, read]) => cell(read(record)))),
  ];
  return rows.map((row) => `${row.join(',')}\r\n`).join('');
}

/** One page with every record, and nothing in it that runs. */
export function indexHtml(records: readonly CatalogueRecord[]): string {
  const hash = createHash('sha256').update(STYLE).digest('base64');
  const rows = records.map(rowOf);
  const heads = ['Server', 'Owner', 'Systems', 'Credential scopes', 'Agents', 'Tools', 'Revisions', 'Audit'];
  return markup`<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">${trusted(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">`)}<meta name="viewport" content="width=device-width, initial-scale=1"><title>MCP servers</title>${trusted(`<style>${STYLE}</style>`)}</head><body><header><h1>MCP servers</h1><p class="soft">${records.length} records</p></header><main><div class="scroll" tabindex="0" role="group" aria-label="Servers"><table><thead><tr>${heads.map((head) => markup`<th scope="col">${head}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></main></body></html>
`.markup;
}

function rowOf({ id, declared, measured }: CatalogueRecord): Markup {
  const verdict = measured.revisions.length === 0 ? 'error' : measured.audit.exitCode === 0 ? 'pass' : 'fail';
  const destructive = measured.tools.filter(({ risk }) => risk === 'destructive').length;
  const audit = markup`<span class="badge ${verdict}">${verdict === 'error' ? 'not judged' : verdict}</span> ${measured.at.slice(0, 10)}`;
  return markup`<tr id="${encodeURIComponent(id)}"><th scope="row">${id}<br><span class="soft">${measured.server.name} ${measured.server.version}</span></th><td>${declared.owner ?? markup`<strong>nobody</strong>`}</td><td>${declared.systems.join(', ')}</td><td>${declared.credentialScopes.join(', ')}</td><td>${declared.dependents.map(({ agent }) => agent).join(', ')}</td><td>${measured.tools.length}${destructive > 0 && `, ${destructive} destructive`}</td><td>${measured.revisions.join(', ')}</td><td>${measured.audit.link === undefined ? audit : link(measured.audit.link, audit)}</td></tr>`;
}
