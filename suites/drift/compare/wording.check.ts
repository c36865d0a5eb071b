// Other words for the same.

import { compareCheck } from './rules.ts';

export default compareCheck('wording');
