// `assay audit`: every suite that applies, in safe mode.

import { suiteCommand } from '../suite-command.ts';

export default suiteCommand({ name: 'audit', describe: 'Every suite that applies, in safe mode' });
