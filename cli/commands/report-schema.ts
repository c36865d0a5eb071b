// `assay report schema`: the JSON Schema that every report written validates against.

import type { CommandModule } from 'yargs';
import { reportSchema } from '../../reporters/schema/report-schema.ts';

const command: CommandModule = {
  command: 'report schema',
  describe: 'Print the JSON Schema of reports',
  handler: () => {
    process.stdout.write(`${JSON.stringify(reportSchema, undefined, 2)}\n`);
  },
};
export default command;
