// Names of people, on request: no pattern tells them from other words with certainty.

import { leakRule } from '../leak-rule.ts';

export default leakRule({
  title: 'Names of people are sent only where it is the purpose',
  level: 'advice',
  why: 'A name makes everything beside it personal data.',
  fix: 'Check that each tool named here is meant to return names, and return no more of them than was asked for.',
  tags: ['owasp:MCP10'],
  applies: (_, { facts }) =>
    facts.names === true
      ? undefined
      : { kind: 'not-allowed', note: 'names are looked for on request alone: assay dlp --names' },
  of: ({ detector: { id } }) => id === 'person-name',
});
