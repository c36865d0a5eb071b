// `assay conform`: conformance with the specification, and nothing else.

import { suiteCommand } from '../suite-command.ts';

export default suiteCommand({
  name: 'conform',
  describe: 'Conformance with the specification, and nothing else',
  suites: ['conformance'],
});
