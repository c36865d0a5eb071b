// An answer that belongs to somebody else is worse than none.

import { check } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import { isAffinity, NOT_ASKED, trials } from './trials.ts';

export default check({
  title: 'No session is given the answer of another, on new, kept, shared and pipelined connections',
  level: 'must',
  severity: 'critical',
  revisions: ALL,
  transports: ['streamable-http'],
  requirements: ['jsonrpc.response-id-echo', 'jsonrpc.result-id-echo', 'sessions.independent'],
  why: 'A gateway that takes the connection for the session, or a server that keeps "the current session" in one variable, hands one caller the data of another.',
  fix: 'Find the session by the Mcp-Session-Id of each request and by nothing else; never keep it with the connection.',
  touch: 'heavy',
  needs: { seen: trials },
  judge: ({ seen }, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const answered = seen.all.filter(({ outcome }) => outcome === 'own' || outcome === 'other');
    const wrong = answered.filter(({ outcome }) => outcome === 'other');
    const ways = new Map(wrong.map((trial) => [trial.how, trial]));
    return {
      seen: answered.length,
      findings: [...ways].map(([how, first]) => ({
        at: wrong
          .filter((trial) => trial.how === how)
          .slice(0, 5)
          .map(({ exchange }) => ({ exchange: exchange.id })),
        got: `${wrong.filter((trial) => trial.how === how).length} answers over ${how} connections were not for their session: ${first.because ?? ''}`,
        want: 'the answer to the own request of the own session',
        key: how,
      })),
    };
  },
});
