// How long answers take.

import { compareCheck } from './rules.ts';

export default compareCheck('latency');
