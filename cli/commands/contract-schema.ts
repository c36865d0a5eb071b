// `assay contract schema`: the JSON Schema of contract files, for editors.

import type { CommandModule } from 'yargs';

const command: CommandModule = {
  command: 'contract schema',
  describe: 'Print the JSON Schema of contract files',
  handler: async () => {
    const { CONTRACT_SCHEMA } = await import('../../suites/contract/schema.ts');
    process.stdout.write(`${JSON.stringify(CONTRACT_SCHEMA, null, 2)}\n`);
  },
};
export default command;
