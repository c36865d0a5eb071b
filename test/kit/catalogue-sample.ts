// Registry records for tests: whole ones, to be changed where a test needs it.

import type { Declared } from '../../reporters/catalogue/form.ts';
import type { CatalogueRecord, Measured } from '../../reporters/catalogue/record.ts';

export const measured = (over: Partial<Measured> = {}): Measured => ({
  at: '2026-03-01T12:00:00.000Z',
  tool: 'mcp-assay 0.1.0',
  target: { kind: 'stdio', label: 'npx -y crm-mcp@1.2.3' },
  server: { name: 'crm', version: '1.2.3' },
  package: { registry: 'npm', identifier: 'crm-mcp', version: '1.2.3' },
  transports: ['stdio'],
  revisions: ['2025-11-25'],
  capabilities: ['tools'],
  tools: [
    { name: 'find_customer', risk: 'read', openWorld: false },
    { name: 'delete_customer', risk: 'destructive', openWorld: false },
  ],
  dataClasses: ['email'],
  authentication: 'none',
  limits: {},
  conformance: { judged: 40, held: 39 },
  audit: { exitCode: 1, summary: { pass: 39, fail: 1, warn: 0, skip: 5, error: 0 } },
  ...over,
});

export const declared = (over: Partial<Declared> = {}): Declared => ({
  name: 'io.github.acme/crm',
  description: 'Customers of Acme',
  owner: 'ana@example.com',
  deployment: 'cluster/crm',
  lifecycle: 'active',
  systems: ['crm'],
  credentialScopes: ['crm:write'],
  dependents: [{ agent: 'support-bot' }],
  ...over,
});

export const record = (
  id: string,
  about: { declared?: Partial<Declared>; measured?: Partial<Measured> } = {},
): CatalogueRecord => ({
  format: 'assay-record/1',
  id,
  declared: declared(about.declared),
  measured: measured(about.measured),
});
