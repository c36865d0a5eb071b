// Differences that no rule decides.

import { compareCheck } from './rules.ts';

export default compareCheck('unclassified');
