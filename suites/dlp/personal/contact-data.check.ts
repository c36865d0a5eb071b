// Addresses and telephone numbers: often the purpose of a tool, so worth knowing and never a failure.

import { leakRule } from '../leak-rule.ts';

export default leakRule({
  title: 'Personal contact data is sent only where it is the purpose',
  level: 'advice',
  why: 'An answer that carries addresses and telephone numbers puts them into transcripts that nobody thinks of as a store of personal data.',
  fix: 'Check that each tool named here is meant to return contact data, and return no more of it than was asked for.',
  tags: ['owasp:MCP10'],
  of: ({ detector: { id, category, weight } }) => category === 'personal' && weight === 'hint' && id !== 'person-name',
});
