// What travels beside the answers.

import { compareCheck } from './rules.ts';

export default compareCheck('messages');
