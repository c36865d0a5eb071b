// In this revision a server never sends requests of its own.

import { messages, placeOf } from '../../artifacts/messages.ts';
import { mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'The client is asked inside input_required results only',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['mrtr.server-requests-only-this-way'],
  why: 'Clients of this revision have no channel for requests of the server; they are dropped or break the connection.',
  fix: 'Return resultType input_required with inputRequests.',
  touch: 'probing',
  enabledBy: { known: 'input-required' },
  needs: { messages, mrtrRounds },
  judge: ({ messages: seen, mrtrRounds: rounds }) => ({
    seen: rounds.all.filter(({ outcome }) => outcome === 'result').length,
    findings: seen.requests
      .filter(({ revision }) => revision === '2026-07-28')
      .map((request) => ({
        at: [placeOf(request)],
        got: `the request ${request.method ?? ''}`,
        want: 'an input_required result',
        key: request.method ?? '',
      })),
    note: 'no call could be followed from question to answer',
  }),
});
