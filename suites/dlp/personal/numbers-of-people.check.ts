// Card numbers, bank accounts and national ids, known by their check digits.

import { leakRule } from '../leak-rule.ts';

export default leakRule({
  title: 'No number of a card, an account or a person is sent',
  level: 'should',
  why: 'Numbers with check digits are the personal data that does the most harm outside: they identify a person or pay a bill, for years.',
  fix: 'Send the last four digits or an opaque reference, and keep the number behind the server.',
  tags: ['owasp:MCP10'],
  of: ({ detector: { category, weight } }) => category === 'personal' && weight !== 'hint',
});
