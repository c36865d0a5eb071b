// The address of a stream is no credential.

import { check } from '../../kernel/check.ts';
import { at, atFrame, judgeEach, member, resultOf } from '../../kernel/look.ts';
import { STATEFUL } from '../../kernel/revision.ts';
import { callers, NO_CALLERS } from './callers.ts';
import { keyOf, nothing } from './verdicts.ts';

export default check({
  title: 'Messages of another caller are not taken on the stream of a caller',
  level: 'should',
  severity: 'high',
  revisions: STATEFUL,
  transports: ['http-sse'],
  requirements: [],
  why: 'Addresses stand in logs and proxies; who reads one must not act in the name of the client it was made for.',
  fix: 'Check the credentials of every POST, keep the subject of the token with the stream, and compare them; answer 403 or 404.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  judge: ({ callers: compared }, { recording }) => {
    if (compared.facts === undefined) return nothing(NO_CALLERS);
    return judgeEach(
      compared
        .of('address')
        .filter(({ exchange: { status } }) => status !== undefined && status !== 429 && status < 500),
      ({ owner = '', caller, exchange }) => {
        const id = member(exchange.sent.json, 'id');
        const answer = recording.frames.find(
          ({ via, json }) => via === 'stream' && member(json, 'id') === id && member(json, 'result') !== undefined,
        );
        if (answer === undefined && resultOf(exchange) === undefined) return undefined;
        return {
          at: [at(exchange), ...(answer === undefined ? [] : [atFrame(answer)])],
          got: `${caller} was served on the stream of ${owner}`,
          want: '401, 403 or 404',
          key: keyOf(owner, 'to', caller),
        };
      },
      'there is no second caller, or no stream to share',
    );
  },
});
