// What was taken away or narrowed since the lock.

import { lockCheck } from './lock-check.ts';
import { LOCK_RULES } from './rules.ts';

export default lockCheck(LOCK_RULES.breaking);
