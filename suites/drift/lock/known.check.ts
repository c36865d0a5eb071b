// Whether the lock knows the server at all.

import { knownCheck } from './lock-check.ts';

export default knownCheck();
