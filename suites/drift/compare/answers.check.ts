// Answers to the same questions.

import { compareCheck } from './rules.ts';

export default compareCheck('answers');
