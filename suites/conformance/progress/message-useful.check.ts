// A message for a person that says nothing, or what is for programs.

import { progressRuns } from '../../artifacts/progress-runs.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief } from '../../kernel/look.ts';

/** A bare number repeats `progress`; «3 of 10» and «30 %» are words enough for a person; an object is for programs. */
const useless = (message: string): boolean =>
  message.trim() === '' || /^[\d\s.,]+$/u.test(message) || /^\s*[{[][\s\S]*[}\]]\s*$/u.test(message);

export default check({
  title: 'The message of a progress notification tells a person something',
  level: 'should',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  requirements: ['progress.message-useful'],
  why: 'The message is shown beside the bar; an empty one, or the numbers once more, helps nobody.',
  fix: 'Say in words what is being done, or leave the message out.',
  touch: 'probing',
  enabledBy: { known: 'emits-progress' },
  needs: { progressRuns },
  judge: (views) => {
    const told = views.progressRuns.filter((one) => typeof one.params['message'] === 'string');
    const findings = new Map(
      told
        .filter((one) => useless(String(one.params['message'])))
        .map((one): readonly [string, Finding] => [
          String(one.params['message']).trim() === '' ? 'empty' : 'numbers or data',
          {
            at: [one.where],
            got: brief(`"${String(one.params['message'])}"`, 80),
            want: 'words for a person',
            key: String(one.params['message']).trim() === '' ? 'empty' : 'numbers or data',
          },
        ]),
    );
    return { seen: told.length, findings: [...findings.values()], note: 'no progress notification has a message' };
  },
});
