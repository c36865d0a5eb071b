// How much progress comes.

import { compareCheck } from './rules.ts';

export default compareCheck('progress');
