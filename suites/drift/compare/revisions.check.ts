// Revisions that both must speak.

import { compareCheck } from './rules.ts';

export default compareCheck('revisions');
