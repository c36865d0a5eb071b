// Trust that the second target asks for.

import { compareCheck } from './rules.ts';

export default compareCheck('permissions');
