// HTTP statuses of both.

import { compareCheck } from './rules.ts';

export default compareCheck('statuses');
