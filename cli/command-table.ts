// Every command that works, one line each. A command stands here once it does what it says, not before.
//
// To add one: write `cli/commands/<command>.ts` with a yargs CommandModule as default export (its `command` is
// `<name> [positionals]`), and add its line. For one suite of rules `suiteCommand` in `suite-command.ts` is all it needs.
// This file is read on every start, `assay --help` included: it imports nothing, modules load when they are called.

export interface CommandRow {
  readonly name: string;
  readonly group: 'Audit' | 'Evidence and reports' | 'Rules' | 'Registry' | 'Setting up';
  readonly describe: string;
  readonly load: () => Promise<{ readonly default: unknown }>;
}

export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'audit',
    group: 'Audit',
    describe: 'Every suite that applies, in safe mode',
    load: () => import('./commands/audit.ts'),
  },
  {
    name: 'conform',
    group: 'Audit',
    describe: 'Conformance with the specification, and nothing else',
    load: () => import('./commands/conform.ts'),
  },
  {
    name: 'contract',
    group: 'Audit',
    describe: 'What tools promise in their schemas and in contract files',
    load: () => import('./commands/contract.ts'),
  },
  {
    name: 'contract init',
    group: 'Setting up',
    describe: 'Draft a contract from what a server lists',
    load: () => import('./commands/contract-init.ts'),
  },
  {
    name: 'contract schema',
    group: 'Setting up',
    describe: 'Print the JSON Schema of contract files',
    load: () => import('./commands/contract-schema.ts'),
  },
  {
    name: 'fuzz',
    group: 'Audit',
    describe: 'Calls made from each tool’s schema, and what they break',
    load: () => import('./commands/fuzz.ts'),
  },
  {
    name: 'poison',
    group: 'Audit',
    describe: 'Descriptions, names and answers that work on the model',
    load: () => import('./commands/poison.ts'),
  },
  {
    name: 'dlp',
    group: 'Audit',
    describe: 'Secrets, personal data and canaries in what it sends',
    load: () => import('./commands/dlp.ts'),
  },
  {
    name: 'dlp upstream',
    group: 'Setting up',
    describe: 'Serve made-up secrets, to test a gateway with',
    load: () => import('./commands/dlp-upstream.ts'),
  },
  {
    name: 'access',
    group: 'Audit',
    describe: 'Who may list, call and read what, caller by caller',
    load: () => import('./commands/access.ts'),
  },
  {
    name: 'access init',
    group: 'Setting up',
    describe: 'Draft the access matrix from what is seen',
    load: () => import('./commands/access-init.ts'),
  },
  {
    name: 'compare',
    group: 'Audit',
    describe: 'The same questions to two targets, and what differs',
    load: () => import('./commands/compare.ts'),
  },
  {
    name: 'cost',
    group: 'Audit',
    describe: 'What definitions cost of a context, in tokens',
    load: () => import('./commands/cost.ts'),
  },
  {
    name: 'drift',
    group: 'Audit',
    describe: 'Compare servers with the lock',
    load: () => import('./commands/drift-check.ts'),
  },
  {
    name: 'drift accept',
    group: 'Audit',
    describe: 'Write what servers say of themselves into the lock',
    load: () => import('./commands/drift-accept.ts'),
  },
  {
    name: 'drift check',
    group: 'Audit',
    describe: 'Compare servers with the lock',
    load: () => import('./commands/drift-check.ts'),
  },
  {
    name: 'record',
    group: 'Evidence and reports',
    describe: 'Keep what a real client and the target say',
    load: () => import('./commands/record.ts'),
  },
  {
    name: 'affinity',
    group: 'Audit',
    describe: 'Sessions and requests across the replicas behind a url',
    load: () => import('./commands/affinity.ts'),
  },
  {
    name: 'load',
    group: 'Audit',
    describe: 'Latency, throughput, limits and right answers under load',
    load: () => import('./commands/load.ts'),
  },
  {
    name: 'load export',
    group: 'Evidence and reports',
    describe: 'Write the load scenario as a script for Locust or k6',
    load: () => import('./commands/load-export.ts'),
  },
  {
    name: 'load import',
    group: 'Evidence and reports',
    describe: 'Read the results of Locust back into a report',
    load: () => import('./commands/load-import.ts'),
  },
  {
    name: 'judge',
    group: 'Evidence and reports',
    describe: 'Judge recorded evidence again, touching nothing',
    load: () => import('./commands/judge.ts'),
  },
  {
    name: 'replay',
    group: 'Evidence and reports',
    describe: 'Send the exchange of a finding again and judge it again',
    load: () => import('./commands/replay.ts'),
  },
  {
    name: 'report render',
    group: 'Evidence and reports',
    describe: 'Turn a JSON report into another format',
    load: () => import('./commands/report-render.ts'),
  },
  {
    name: 'report merge',
    group: 'Evidence and reports',
    describe: 'Merge the reports of shards or of a fleet',
    load: () => import('./commands/report-merge.ts'),
  },
  {
    name: 'report schema',
    group: 'Evidence and reports',
    describe: 'Print the JSON Schema of reports',
    load: () => import('./commands/report-schema.ts'),
  },
  {
    name: 'list rules',
    group: 'Rules',
    describe: 'All rules as a table',
    load: () => import('./commands/list-rules.ts'),
  },
  { name: 'explain', group: 'Rules', describe: 'One rule in full', load: () => import('./commands/explain.ts') },
  {
    name: 'coverage',
    group: 'Rules',
    describe: 'Requirements of the specification × rules',
    load: () => import('./commands/coverage.ts'),
  },
  {
    name: 'catalog entry',
    group: 'Registry',
    describe: 'Write the registry record of a server',
    load: () => import('./commands/catalog-entry.ts'),
  },
  {
    name: 'catalog query',
    group: 'Registry',
    describe: 'Ask a folder of records',
    load: () => import('./commands/catalog-query.ts'),
  },
  {
    name: 'catalog check',
    group: 'Registry',
    describe: 'Find stale, drifted and ownerless records',
    load: () => import('./commands/catalog-check.ts'),
  },
  {
    name: 'catalog export',
    group: 'Registry',
    describe: 'Records as server.json, Backstage, CSV or HTML',
    load: () => import('./commands/catalog-export.ts'),
  },
  {
    name: 'init',
    group: 'Setting up',
    describe: 'Write a configuration and a CI step',
    load: () => import('./commands/init.ts'),
  },
  {
    name: 'lint-config',
    group: 'Setting up',
    describe: 'Hygiene of a client file: versions, credentials, TLS',
    load: () => import('./commands/lint-config.ts'),
  },
  {
    name: 'demo',
    group: 'Setting up',
    describe: 'Audit the bundled servers, good and faulty',
    load: () => import('./commands/demo.ts'),
  },
];
