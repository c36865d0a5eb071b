// A secret in a log is a secret no more.

import { CANARIES, logCanaries } from '../../artifacts/log-canaries.ts';
import type { LogCanaries } from '../../artifacts/log-canaries.ts';
import { isLogMessage } from '../../artifacts/log-runs.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { atFrame, brief, member } from '../../kernel/look.ts';
import type { Frame, Recording } from '../../kernel/recording.ts';

/** Credentials of the operator are masked before anything is kept: the mask in a log message says that one was there. */
const MASKED = /\*{3}[0-9a-f]{6}/u;

const masked = (recording: Recording): readonly Frame[] =>
  recording.facts.credentials ? recording.frames.filter((frame) => isLogMessage(frame) && MASKED.test(frame.raw)) : [];

const findingsOf = (canaries: LogCanaries, recording: Recording): readonly Finding[] => [
  ...canaries.leaked
    .filter(({ canary }) => canary === 'bearer' || canary === 'secret')
    .map(({ canary, frame }) => ({
      at: [atFrame(frame, 'params')],
      got: `the ${canary === 'bearer' ? 'bearer token' : 'argument'} ${CANARIES[canary]} in a log message: ${brief(member(member(frame.json, 'params'), 'data') ?? '', 80)}`,
      want: 'no credentials in log messages',
      key: canary,
    })),
  ...masked(recording).map((frame) => ({
    at: [atFrame(frame, 'params')],
    got: 'a credential given for this target in a log message',
    want: 'no credentials in log messages',
    key: 'given',
  })),
];

export default check({
  title: 'Log messages carry no credentials',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['logging.no-credentials', 'logging.no-secrets', 'logging.sensitive-removed'],
  why: 'Log messages are shown, kept and sent to others; a token in them can be used by everybody who sees them.',
  fix: 'Take headers and arguments that hold credentials out before logging.',
  touch: 'probing',
  severity: 'critical',
  capability: 'logging',
  enabledBy: { allow: true },
  needs: { logCanaries },
  judge: (views, { recording }) => {
    const findings = new Map(findingsOf(views.logCanaries, recording).map((one) => [one.key, one]));
    const seen = [...views.logCanaries.planted].filter((canary) => canary === 'bearer' || canary === 'secret').length;
    return {
      seen: seen + (recording.facts.credentials ? 1 : 0),
      findings: [...findings.values()],
      note: 'no callable tool takes a password, key or token, and no header could be planted',
    };
  },
});
