// Texts that changed since the lock and mean the same.

import { lockCheck } from './lock-check.ts';
import { LOCK_RULES } from './rules.ts';

export default lockCheck(LOCK_RULES.wording);
