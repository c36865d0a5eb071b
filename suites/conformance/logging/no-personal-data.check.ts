// Whose address and number it was is no business of a log.

import { CANARIES, logCanaries } from '../../artifacts/log-canaries.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame } from '../../kernel/look.ts';

export default check({
  title: 'Log messages carry no personal data of the arguments',
  // What is personal, and whether echoing it is the purpose of the call, is a judgement: for review.
  level: 'advice',
  revisions: { since: '2024-11-05' },
  requirements: ['logging.no-pii', 'logging.sensitive-removed'],
  why: 'Log messages are shown, kept and sent to others; personal data in them cannot be found and deleted again.',
  fix: 'Leave arguments out of log messages, or mask addresses and numbers.',
  touch: 'probing',
  capability: 'logging',
  enabledBy: { allow: true },
  needs: { logCanaries },
  judge: (views) => {
    const personal = views.logCanaries.leaked.filter(({ canary }) => canary === 'email' || canary === 'phone');
    const findings = new Map(
      personal.map(({ canary, frame }): readonly [string, Finding] => [
        canary,
        {
          at: [atFrame(frame, 'params')],
          got: `the ${canary} ${CANARIES[canary]} of an argument in a log message`,
          want: 'no personal data',
          key: canary,
        },
      ]),
    );
    const seen = [...views.logCanaries.planted].filter((canary) => canary === 'email' || canary === 'phone').length;
    return { seen, findings: [...findings.values()], note: 'no callable tool takes an e-mail address or phone number' };
  },
});
