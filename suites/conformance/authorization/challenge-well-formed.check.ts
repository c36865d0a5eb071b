// What a client cannot parse it cannot follow.

import { authorization, BAD } from '../../artifacts/authorization.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, header, judgeEach } from '../../kernel/look.ts';

const TOKEN = String.raw`[!#$%&'*+.^_\x60|~0-9A-Za-z-]+`;
const QUOTED = String.raw`"(?:[\t !#-[\]-~\x80-\xff]|\\[\t -~\x80-\xff])*"`;
const PARAM = String.raw`${TOKEN}\s*=\s*(?:${TOKEN}|${QUOTED})`;
/** A scheme with parameters, or with the one text that is none (token68). */
const CHALLENGE = String.raw`${TOKEN}(?:\s+(?:${PARAM}|[0-9A-Za-z._~+/-]+=*))?`;
/** Challenges and parameters, separated by commas; empty places are allowed (RFC 9110, sections 5.6.1 and 11.6.1). */
const FIELD = new RegExp(String.raw`^[\s,]*${CHALLENGE}\s*(?:,\s*(?:(?:${PARAM}|${CHALLENGE})\s*)?)*$`, 'u');

/** Longer ones are left to others: nobody reads them. */
const LENGTH = 4_000;

export const isWellFormed = (value: string): boolean => value.length > LENGTH || FIELD.test(value);

export default check({
  title: 'The challenge can be parsed',
  level: 'should',
  revisions: { since: '2025-03-26' },
  transports: ['streamable-http'],
  requirements: ['auth.validation-failure-response', 'authorization.error-challenge'],
  why: 'A client that parses WWW-Authenticate as RFC 9110 says finds no metadata and no scope in what does not follow it.',
  fix: 'Put a comma between parameters, and what is no plain word, as a url, in double quotes.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization },
  judge: ({ authorization: auth }) => {
    if (!auth.required) return { seen: 0, findings: [], note: auth.note };
    const refusals = [...auth.of('anonymous'), ...BAD.flatMap((name) => auth.of(`bad ${name}`))];
    const told = refusals.filter(
      (exchange) => exchange.status === 401 && header(exchange, 'www-authenticate') !== undefined,
    );
    return judgeEach(
      told,
      (exchange) => {
        const value = header(exchange, 'www-authenticate') ?? '';
        return isWellFormed(value)
          ? undefined
          : {
              at: [at(exchange)],
              got: brief(value, 160),
              want: 'a scheme, and name=value with commas between',
              key: 'form',
            };
      },
      auth.note,
    );
  },
});
