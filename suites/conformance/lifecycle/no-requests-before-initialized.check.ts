// Between the answer to initialize and `initialized` the server keeps its own requests back.

import { check } from '../../kernel/check.ts';
import { atFrame, brief, isObject, member } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { firstWords } from '../../artifacts/first-words.ts';

export default check({
  title: 'The server sends no request but ping before the initialized notification',
  level: 'should',
  revisions: STATEFUL,
  requirements: ['lifecycle.no-requests-before-initialized'],
  why: 'A client that has not finished its handshake may drop or refuse what comes too early, and the answer is lost.',
  fix: 'Send roots/list and other requests only after notifications/initialized has arrived.',
  touch: 'probing',
  needs: { firstWords },
  judge: ({ firstWords: { initialized, held } }) => {
    if (initialized === undefined) return { seen: 0, findings: [], note: 'no handshake could be held back' };
    const early = held.filter(
      ({ json }) =>
        isObject(json) && typeof json.method === 'string' && json.id !== undefined && json.method !== 'ping',
    );
    const keys = new Set<string>();
    return {
      seen: 1,
      findings: early
        .map((frame) => ({
          at: [atFrame(frame, 'method')],
          got: `${brief(member(frame.json, 'method'))} before initialized`,
          want: 'nothing but ping and log messages',
          key: brief(member(frame.json, 'method')),
        }))
        .filter((found) => !keys.has(found.key) && keys.add(found.key)),
    };
  },
});
