// What the second target has beyond the first.

import { compareCheck } from './rules.ts';

export default compareCheck('additions');
