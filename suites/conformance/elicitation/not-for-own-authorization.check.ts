// Access to the server itself is granted by a token, not by a page in the middle of a call.

import { authorization } from '../../artifacts/authorization.ts';
import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import type { Where } from '../../kernel/check.ts';
import { at, brief, errorOf, judgeEach, member } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';

interface Page {
  readonly url: URL;
  readonly place: Where;
  readonly key: string;
}

const NEEDS_PAGE = -32042;

const urlOf = (value: unknown): URL | undefined =>
  typeof value === 'string' && URL.canParse(value) ? new URL(value) : undefined;

/** Pages that errors of 2025-11-25 ask for. */
function inErrors(recording: Recording): readonly Page[] {
  return recording.exchanges.flatMap((exchange) => {
    const error = errorOf(exchange);
    const asked = error?.code === NEEDS_PAGE ? member(error.data, 'elicitations') : undefined;
    return (Array.isArray(asked) ? (asked as readonly unknown[]) : []).flatMap((one, index) => {
      const url = urlOf(member(one, 'url'));
      const place = at(exchange, 'error', 'data', 'elicitations', index, 'url');
      return url === undefined ? [] : [{ url, place, key: exchange.method }];
    });
  });
}

/** An OAuth authorization request for this very server: RFC 6749, section 4.1.1 with the `resource` of RFC 8707. */
const asksForItself = (url: URL, own: ReadonlySet<string>): boolean => {
  const resource = urlOf(url.searchParams.get('resource'))?.href.replace(/\/$/u, '');
  return url.searchParams.has('response_type') && resource !== undefined && own.has(resource);
};

export default check({
  title: 'No page is opened to authorize access to the server itself',
  level: 'must',
  revisions: { since: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['elicitation.not-for-own-authorization', 'elicitation.not-used-for-mcp-authorization'],
  why: 'Clients know how to get a token from a 401; a login inside a call goes past their checks of issuer and audience.',
  fix: 'Answer requests without a token with 401 and a challenge; keep URL mode for what the server needs from third parties.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { authorization, dialogues, questions },
  judge: ({ authorization: auth, questions: asked }, { recording }) => {
    const document = auth.document?.document;
    const listed = member(document, 'authorization_servers');
    const issuers = new Set((Array.isArray(listed) ? listed : []).flatMap((one) => urlOf(one)?.origin ?? []));
    const endpoint = urlOf(auth.of('anonymous')[0]?.sent.http?.url);
    const own = new Set(
      [endpoint?.href, member(document, 'resource')].flatMap((one) => urlOf(one)?.href.replace(/\/$/u, '') ?? []),
    );
    const pages = [
      ...asked.of('elicitation/create').flatMap(({ params, place, key }): Page[] => {
        const url = params['mode'] === 'url' ? urlOf(params['url']) : undefined;
        return url === undefined ? [] : [{ url, place: place('params', 'url'), key }];
      }),
      ...inErrors(recording),
    ];
    return judgeEach(
      pages,
      ({ url, place, key }) =>
        asksForItself(url, own) || (!auth.refused && issuers.has(url.origin))
          ? {
              at: [place],
              got: `a page of its own authorization server: ${brief(`${url.origin}${url.pathname}`, 100)}`,
              want: '401 with a challenge, before any call',
              key,
            }
          : undefined,
      'no call asked for a page to be opened; name one: known: [{ property: elicits, method: tools/call, params: {…} }]',
    );
  },
});
