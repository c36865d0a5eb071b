// `assay audit`: every suite that applies, in safe mode, and the contract files that the configuration names.

import type { Prepared } from '../run-audits.ts';
import { suiteCommand } from '../suite-command.ts';

/** Contract files belong to a whole audit: a choice of rules, or a further shard, leaves them out. */
function wantsContracts({ argv, config, options }: Prepared): boolean {
  const { rules, suites, probes } = options;
  const chosen = argv.shard === undefined ? rules !== undefined : argv.shard.index > 1;
  return config.contracts.length > 0 && !chosen && probes !== false && suites?.includes('contract') !== false;
}

export default suiteCommand({
  name: 'audit',
  describe: 'Every suite that applies, in safe mode',
  // The official SDK clients belong to a whole audit: each costs a process, and starts the target once more over stdio.
  options: ({ suite, rule }) => ({
    interop:
      (suite === undefined && rule === undefined) ||
      rule?.some((one) => one.startsWith('conformance/interop')) === true,
  }),
  audit: async (prepared) => {
    if (!wantsContracts(prepared)) return undefined;
    const { loadContract } = await import('../../runner/contract/load.ts');
    const { auditContracts } = await import('../../runner/contract/run.ts');
    const contracts = prepared.config.contracts.map((file) => loadContract(file, process.env));
    // Snapshots are taken by `assay contract`; an audit writes nothing beside its reports.
    const how = { contracts, dry: true, frozen: process.env['CI'] !== undefined };
    return (named, options, inside) => auditContracts(named.target, options, how, inside);
  },
});
