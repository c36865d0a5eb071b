// No credential leaves the target, in whatever encoding and over whatever channel.

import { leakRule } from '../leak-rule.ts';

export default leakRule({
  title: 'Nothing that the target sends holds a credential',
  level: 'must',
  why: 'What a server sends is read by a model, kept in transcripts and logs, and sent on to other tools. A key in there is a key that is out.',
  fix: 'Revoke the credential first, then find where it enters the answer: return what the caller needs, and redact errors and logs.',
  of: ({ detector: { category, weight } }) => category === 'credential' && weight === 'proof',
});
