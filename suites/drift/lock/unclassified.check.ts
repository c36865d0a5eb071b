// Differences from the lock that no rule decides.

import { lockCheck } from './lock-check.ts';
import { LOCK_RULES } from './rules.ts';

export default lockCheck(LOCK_RULES.unclassified);
