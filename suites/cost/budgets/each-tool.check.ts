// Tokens of each tool against a budget.

import { toolBudget } from '../budget.ts';

export default toolBudget();
