// What the second target lacks or refuses.

import { compareCheck } from './rules.ts';

export default compareCheck('breaking');
