// Values without a form of their own that stand under the name of a secret.

import { leakRule } from '../leak-rule.ts';

export default leakRule({
  title: 'No value is sent under the name of a secret',
  level: 'should',
  why: 'Passwords and keys without a recognisable form are known by their name alone: a member called password that holds one is a leak in most cases.',
  fix: 'Leave the member out, or send a reference to it; where the value is no secret, give it another name.',
  of: ({ detector: { category, weight } }) => category === 'credential' && weight !== 'proof',
});
