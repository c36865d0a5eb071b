// A session id is no credential: the token is looked at with every request.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import type { Session } from '../../kernel/check.ts';
import { offeredLists } from '../../artifacts/modern-messages.ts';
import { toolCalls, type ToolCalls } from '../../artifacts/safe-calls.ts';
import { served, succeeded, unanswered } from '../../artifacts/answers.ts';
import { initializeParams, UNDRESSED } from '../../artifacts/handshake-messages.ts';

const KINDS: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  'no token': { Authorization: null },
  'a wrong token': { Authorization: 'Bearer assay-no-token' },
};

async function probe(session: Session, { toolCalls: { calls } }: { readonly toolCalls: ToolCalls }): Promise<void> {
  await session.request('ping', undefined, { tag: 'with token' });
  await session.http({
    method: 'POST',
    headers: { ...UNDRESSED, Authorization: null },
    body: JSON.stringify({
      jsonrpc: '2.0',
      id: 'outsider',
      method: 'initialize',
      params: initializeParams(session.revision, {}),
    }),
    tag: 'outsider',
    deliberate: 'an initialize without a token',
  });
  const [called] = calls;
  const lists = offeredLists(session.capabilities).map(({ method }) => method);
  for (const [what, headers] of Object.entries(KINDS)) {
    const options = { headers, deliberate: `${what} in a session`, timeout: 5000 };
    await Promise.all([
      session.request('ping', undefined, { ...options, tag: `request, ${what}` }),
      ...lists.slice(0, 1).map((method) => session.request(method, undefined, { ...options, tag: `list, ${what}` })),
      ...(called === undefined
        ? []
        : [
            session.request(
              'tools/call',
              { name: called.name, arguments: called.arguments },
              { ...options, tag: `call, ${what}` },
            ),
          ]),
      session.notify('notifications/cancelled', { requestId: 'none' }, { ...options, tag: `notification, ${what}` }),
      session.http({
        ...options,
        headers: { ...headers, Accept: 'text/event-stream' },
        method: 'GET',
        stream: true,
        tag: `get, ${what}`,
      }),
    ]);
    await session.http({ ...options, method: 'DELETE', tag: `delete, ${what}` });
  }
}

export default check({
  title: 'Each request in a session is checked for its credentials',
  level: 'must',
  revisions: { since: '2025-06-18', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.not-authentication', 'sessions.verify-every-request'],
  why: 'Session ids end up in logs and proxies; whoever finds one would act as the user.',
  fix: 'Verify the access token before the session is looked up, for POST, GET and DELETE alike; answer 401 without it.',
  severity: 'critical',
  touch: 'probing',
  isolation: 'own',
  needs: { toolCalls },
  applies: (_views, { facts }) =>
    facts.credentials
      ? undefined
      : { kind: 'not-allowed', note: 'give a token (--bearer-env) for a server that requires authorization' },
  probe,
  judge: (_views, { probe, tagged }) => {
    const [baseline] = tagged('with token');
    if (baseline === undefined || !served(baseline))
      return { seen: 0, findings: [], note: 'the token given was not accepted' };
    const [outsider] = tagged('outsider');
    // Keys and other agreed schemes are legal too; only what opens with a 401 is known to ask for a token.
    if (outsider?.status !== 401)
      return { seen: 0, findings: [], note: 'initialize without a token is not refused with 401' };
    return judgeEach(
      probe.filter((each) => each !== baseline && each !== outsider && !unanswered(each)),
      (exchange) => {
        const what = exchange.tag ?? '';
        const offered = !(exchange.status === 405 && /^(?:get|delete)/.test(what));
        if (!offered || exchange.status === 401 || !(served(exchange) || succeeded(exchange))) return undefined;
        return {
          at: [at(exchange)],
          got: `${ending(exchange)} with ${what.split(', ')[1]}`,
          want: 'HTTP 401',
          key: what,
        };
      },
    );
  },
});
