// Tools that do more, or say that they do less, than the lock knows.

import { lockCheck } from './lock-check.ts';
import { LOCK_RULES } from './rules.ts';

export default lockCheck(LOCK_RULES.permissions);
