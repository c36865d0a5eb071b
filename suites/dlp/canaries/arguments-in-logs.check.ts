// Arguments are for the call: logs keep them longer and show them to others.

import { canaryFindings, canaryRule } from './canary-rule.ts';

const title = 'Arguments of calls do not appear in logs';

export default canaryRule({
  title,
  level: 'advice',
  severity: 'medium',
  why: 'Callers pass secrets and personal data in arguments. A log or stderr that repeats them keeps them where nobody expects them.',
  fix: 'Log the name of the tool and the shape of the arguments, never their values.',
  judge: (views) => {
    const { sent } = views.sent;
    const logged = views.leaks.canaries.flatMap((seen) => {
      const { channel, owner } = seen.piece;
      const log = channel === 'stderr' || (channel === 'notification' && owner === 'notifications/message');
      return log && sent.has(seen.value) ? [{ seen, from: 'an argument' }] : [];
    });
    return { seen: sent.size, findings: canaryFindings(logged, title), note: 'no call took a planted argument' };
  },
});
