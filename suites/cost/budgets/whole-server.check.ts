// Tokens of everything the server lists against a budget.

import { serverBudget } from '../budget.ts';

export default serverBudget();
