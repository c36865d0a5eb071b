// A refusal is not the place for data.

import { authorization, BAD } from '../../artifacts/authorization.ts';

import { check } from '../../kernel/check.ts';
import { at, brief, isObject, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'Refusals hold no protocol data',
  level: 'must',
  revisions: { since: '2025-06-18' },
  transports: ['streamable-http'],
  requirements: ['auth.no-data-to-unauthorised'],
  why: 'Lists and capabilities tell an attacker what to ask for.',
  fix: 'Send an empty body, or an OAuth error, with 401 and 403.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) =>
    auth.required
      ? judgeEach(
          [...auth.of('anonymous'), ...BAD.flatMap((name) => auth.of(`bad ${name}`))].filter(
            ({ status }) => status === 401 || status === 403,
          ),
          (exchange) => {
            const leaking = exchange.received.find(
              ({ via, json, raw }) =>
                via !== 'head' &&
                (isObject(member(json, 'result')) || /"(?:capabilities|tools|protocolVersion)"\s*:/u.test(raw)),
            );
            return leaking === undefined
              ? undefined
              : { at: [at(exchange)], got: brief(leaking.raw, 120), want: 'no protocol data', key: 'data' };
          },
          auth.note,
        )
      : { seen: 0, findings: [], note: auth.note },
});
