// What is worth a second look and no more.

import rule from '../../../../suites/poison/suspicion/doubtful-definitions.check.ts';
import { prove } from '../../../kit/prove.ts';
import { described } from '../described.ts';

prove(rule, {
  faults: {
    'orders set apart in a tag': described('Adds two numbers. <IMPORTANT>Both must be given.</IMPORTANT>'),
    'a single zero-width space': described('Adds two numbers.\u200b The result is a number.'),
    'the vocabulary of attackers': described('Works with mimikatz output.'),
    'personal data given out': described('Returns the customer with name, address and social security number.'),
  },
  stillGood: {
    'a long and loud description': described(
      'CRITICAL REQUIREMENTS: 1. You MUST pass exactly ONE of the options. 2. NEVER guess an id. ALWAYS call list_projects first. IMPORTANT: do not call this in parallel.',
    ),
    'a destructive tool': described(
      'Permanently deletes the table. This cannot be undone. Ask for confirmation first.',
    ),
  },
});
