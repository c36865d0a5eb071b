// A declared subscription that cannot be made, or not be ended.

import { text } from '../../artifacts/listing.ts';
import { resources } from '../../artifacts/resources.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Judged, Look, Session } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange, JsonObject } from '../../kernel/recording.ts';

const TRIES = 3;
const STEPS = ['subscribe', 'unsubscribe', 'subscribe again', 'unsubscribe again'] as const;

const declared = (capabilities: JsonObject): boolean => member(member(capabilities, 'resources'), 'subscribe') === true;

/** The pair twice for one resource; the next resource is tried where this one cannot be subscribed to. */
async function subscribe(session: Session, uri: string): Promise<boolean> {
  for (const step of STEPS) {
    const method = step.startsWith('un') ? 'resources/unsubscribe' : 'resources/subscribe';
    const exchange = await session.request(method, { uri }, { tag: `${step} ${uri}` });
    if (step === 'subscribe' && resultOf(exchange) === undefined) return errorOf(exchange)?.code === -32601;
  }
  return true;
}

/** Verdict on one resource; a refusal of its own (rights, static content) is left to the others. */
function judgeOne(look: Look, uri: string): { readonly refused?: Exchange; readonly finding?: Finding } | undefined {
  for (const step of STEPS) {
    const [exchange] = look.tagged(`${step} ${uri}`);
    if (exchange === undefined || refusedOutside(exchange) || (resultOf(exchange) ?? errorOf(exchange)) === undefined)
      return step === 'subscribe' ? undefined : {};
    if (resultOf(exchange) !== undefined) continue;
    if (step === 'subscribe' && errorOf(exchange)?.code !== -32601) return { refused: exchange };
    return {
      finding: {
        at: [at(exchange, 'error')],
        got: `${step} ${brief(uri, 80)}: ${ending(exchange)}`,
        want: 'an empty result',
        key: exchange.method,
      },
    };
  }
  return {};
}

export default check({
  title: 'Where resources.subscribe is declared, a listed resource can be subscribed to and unsubscribed from',
  level: 'must',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['resources.subscribe-served'],
  why: 'A client that relies on the declaration waits for updates that never come, or cannot stop them.',
  fix: 'Serve resources/subscribe and resources/unsubscribe for what is listed, or do not declare subscribe.',
  touch: 'probing',
  needs: { resources },
  applies: (_, recording) =>
    declared(recording.capabilities)
      ? undefined
      : { kind: 'not-declared', note: 'resources.subscribe is not declared' },
  probe: async (session, views) => {
    const uris = views.resources.items.map((item) => text(item, 'uri')).filter((uri) => uri !== undefined);
    for (const uri of uris.slice(0, TRIES)) if (await subscribe(session, uri)) return;
  },
  judge: (views, look): Judged => {
    const uris = [...new Set(views.resources.items.map((item) => text(item, 'uri')))].filter(
      (uri) => uri !== undefined,
    );
    const verdicts = uris.slice(0, TRIES).flatMap((uri) => judgeOne(look, uri) ?? []);
    const findings = verdicts.flatMap(({ finding }) => finding ?? []);
    const refusals = verdicts.flatMap(({ refused }) => refused ?? []);
    if (findings.length === 0 && refusals.length > 1 && refusals.length === verdicts.length)
      findings.push({
        at: refusals.map((exchange) => at(exchange, 'error')),
        got: `no listed resource can be subscribed to: ${ending(refusals[0]!)}`,
        want: 'an empty result for at least one of them',
        key: 'all refused',
      });
    // One resource alone that refuses says little.
    const seen = refusals.length === verdicts.length && findings.length === 0 ? 0 : verdicts.length;
    return {
      seen,
      findings,
      note: 'no listed resource to subscribe to, or the only one refuses for a reason of its own',
    };
  },
});
