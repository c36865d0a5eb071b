// The order of tools.

import { compareCheck } from './rules.ts';

export default compareCheck('order');
