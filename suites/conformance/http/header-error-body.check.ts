// The client learns from the body what was wrong with its headers.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { at, brief, errorOf, judgeEach, member } from '../../kernel/look.ts';
import { codeOf } from '../../artifacts/answers.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { HEADER_MISMATCH } from '../../artifacts/modern-messages.ts';

export default check({
  title: 'A refusal for the headers carries a JSON-RPC error with the id of the request',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.header-error-json-rpc'],
  why: 'A bare 400 is taken for a legacy server, and the client falls back to an older protocol.',
  fix: 'Send a JSON-RPC error with the id of the request, code -32020 and a message along with the 400.',
  touch: 'probing',
  needs: { headerProbes },
  judge: ({ headerProbes: { all } }, { recording }) => {
    const keys = new Set<string>();
    // Raw bytes may be refused by the HTTP stack, which knows no JSON-RPC; so may a missing version by the old era.
    const exempt = new Set(['bytes', 'baseline', 'version-missing', 'version-unknown']);
    return judgeEach(
      all.filter(({ what, exchange }) => exchange.status === 400 && !exempt.has(what)),
      ({ exchange }) => {
        const found = (got: string, want: string, key: string): ReturnType<typeof judgeEach>['findings'] => {
          if (keys.has(key)) return [];
          keys.add(key);
          return [{ at: [at(exchange)], got, want, key }];
        };
        const body = exchange.received.find(({ via }) => via === 'post' || via === 'stream');
        const error = errorOf(exchange);
        if (error === undefined)
          return found(body === undefined ? 'an empty body' : brief(body.raw, 80), 'a JSON-RPC error', 'no-error');
        if (codeOf(exchange) !== HEADER_MISMATCH) return [];
        const sent = member(exchange.sent.json, 'id');
        const id = member(exchange.response?.json, 'id');
        if (id !== sent) return found(`id ${brief(id ?? null)}`, `id ${brief(sent)}, that of the request`, 'id');
        return typeof error.message === 'string' ? [] : found('an error without a message', 'a message', 'message');
      },
      `no request was refused for its headers in ${recording.revision}`,
    );
  },
});
