// What one caller sent is never told to another.

import { canaryFindings, canaryRule } from './canary-rule.ts';

const title = 'Nothing that one session sent comes out in another';

export default canaryRule({
  title,
  level: 'must',
  severity: 'critical',
  why: 'A value that only one caller knew was sent to another: state is shared between sessions that have nothing to do with each other.',
  fix: 'Keep what belongs to a call or session with it; look for module-level variables, caches keyed too widely, and broadcasts.',
  judge: (views) => {
    const { sent, lanes } = views.sent;
    const found = views.leaks.canaries.flatMap((seen) => {
      const asked = sent.get(seen.value) ?? [];
      const foreign = asked.length > 0 && asked.every(({ lane }) => lane !== seen.piece.frame.lane);
      return foreign ? [{ seen, from: 'another session' }] : [];
    });
    return {
      seen: lanes < 2 ? 0 : sent.size,
      findings: canaryFindings(found, title),
      note: 'no two sessions could send arguments of their own: no tool that only asks takes a free text',
    };
  },
});
