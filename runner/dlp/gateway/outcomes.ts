// What became of each case: leaked, masked, stopped, or lost with its channel.

import type { Alteration, CaseOutcome, Row } from '../../../suites/dlp/gateway/rows.ts';
import { errorOf, member, resultOf } from '../../../suites/kernel/look.ts';
import type { Exchange } from '../../../suites/kernel/recording.ts';
import { arrivalIn, watchOf, type Asked, type Listed } from './ask.ts';
import { Changes } from './changes.ts';
import { sentence, type Case, type Corpus } from './corpus.ts';
import { digestOf, describedTool, givenIn, requestOf, stringsIn, type Request } from './requests.ts';
import { Sight } from './sight.ts';
import { PLANTED_ERROR, resultOf as sentFor, trailer } from './upstream.ts';

/** `missing`: answered well, but without what carries the case. */
type Seen = CaseOutcome | 'missing';

export interface Outcomes {
  readonly rows: readonly Row[];
  readonly alterations: readonly Alteration[];
}

export function outcomesOf(corpus: Corpus, asked: Asked): Outcomes {
  const changes = new Changes();
  changes.tools(asked);
  const lists = { description: listOf(asked.tools), pages: listOf(asked.resources) };
  const beside = besideOf(asked);
  const seen = corpus.cases.flatMap((one): { one: Case; outcome: Seen; exchange: string }[] => {
    const exchange = asked.exchanges.get(one.id);
    if (one.channel === 'description' || one.channel === 'pages') {
      return [{ one, ...listedOutcome(one, lists[one.channel]) }];
    }
    if (exchange === undefined) return [];
    const outcome =
      one.direction === 'argument'
        ? argumentOutcome(one, exchange, asked)
        : resultOutcome(one, exchange, beside(one), changes);
    return [{ one, outcome, exchange: exchange.id }];
  });
  for (const { one, outcome, exchange } of seen)
    if (!one.planted && (outcome === 'missing' || outcome === 'lost')) changes.missing(one, outcome, exchange);
  const carried = new Set(
    seen
      .filter(({ one, outcome }) => !one.planted && outcome !== 'missing' && outcome !== 'lost')
      .map(({ one }) => one.channel),
  );
  const rows = seen.map(({ one, outcome, exchange }): Row => {
    const { id, direction, planted, category, encoding, channel } = one;
    // A channel that no look-alike gets through is not there; where others do, what is missing was stopped.
    const settled = outcome === 'missing' ? (carried.has(channel) ? 'blocked' : 'lost') : outcome;
    const digest = digestOf(one.core === '' ? one.text : one.core);
    return { id, direction, planted, category, encoding, channel, outcome: settled, exchange, digest };
  });
  return { rows, alterations: changes.all() };
}

/** What was told of a case, wherever: progress by its token, log messages all together. */
function besideOf({ beside }: Asked): (one: Case) => readonly Sight[] {
  const logged = new Sight(beside.filter(({ json }) => tokenIn(json) === undefined).map(({ json }) => json));
  const byToken = new Map<string, unknown[]>();
  for (const { json } of beside) {
    const token = tokenIn(json);
    if (token !== undefined) byToken.set(token, [...(byToken.get(token) ?? []), json]);
  }
  return (one) => {
    if (one.channel === 'log') return [logged];
    const told = byToken.get(watchOf(one));
    return told === undefined ? [] : [new Sight(told)];
  };
}

const tokenIn = (json: unknown): string | undefined => {
  const token = member(member(json, 'params'), 'progressToken');
  return token === undefined ? undefined : String(token);
};

/** Everything that came for an exchange; what is no JSON as text. */
export const valuesOf = (exchange: Exchange): readonly unknown[] =>
  exchange.received.map(({ json, raw }) => json ?? raw);

interface List extends Listed {
  readonly sight: Sight;
  /** Each page as text, to find the one that names a case. */
  readonly pages: readonly string[];
}

const listOf = (listed: Listed): List => ({
  ...listed,
  // Only lists themselves: names of members that every page has would stand between two halves.
  sight: new Sight([
    listed.exchanges.map((exchange) => resultOf(exchange)?.['tools'] ?? resultOf(exchange)?.['resources'] ?? []),
  ]),
  pages: listed.exchanges.map(({ response }) => JSON.stringify(response?.json ?? '')),
});

function listedOutcome(one: Case, listed: List): { outcome: Seen; exchange: string } {
  const { sight } = listed;
  const holder = listed.exchanges[listed.pages.findIndex((page) => page.includes(one.id))];
  const last = listed.exchanges.at(-1);
  const exchange = (holder ?? last)?.id ?? '';
  const failed = last === undefined || resultOf(last) === undefined;
  if (one.planted && sight.leaks(one)) return { outcome: 'leaked', exchange };
  if (!one.planted && sight.says(one.text)) return { outcome: 'intact', exchange };
  // A list that breaks off has not masked what would have come on its next page.
  if (failed && last !== undefined) return { outcome: refusalOf(last), exchange };
  const named =
    one.channel === 'description' && listed.items.some(({ name }) => String(name).endsWith(describedTool(one)));
  if (sight.tagged(one) || named) return { outcome: one.planted ? 'redacted' : 'altered', exchange };
  // A list that is served without this tool: it was left out.
  if (one.channel === 'description' && listed.items.length > 0) return { outcome: 'blocked', exchange };
  return { outcome: 'missing', exchange };
}

/** Refusals for who asks, how often, how long or how much: nothing to do with what is in a message. */
const OUTSIDE = new Set([401, 404, 405, 408, 411, 413, 414, 415, 429, 431]);

/** What an answer without the case means. */
function refusalOf(exchange: Exchange): Seen {
  const { status = 0 } = exchange;
  // A gateway that fails stops nothing on purpose, unless look-alikes get through where this did not.
  if (exchange.outcome === 'http-refusal') return OUTSIDE.has(status) ? 'lost' : status >= 500 ? 'missing' : 'blocked';
  const error = errorOf(exchange);
  if (error !== undefined) return error.code === -32601 ? 'lost' : 'blocked';
  if (resultOf(exchange) === undefined) return 'lost';
  return resultOf(exchange)?.['isError'] === true ? 'blocked' : 'missing';
}

const TOLD = new Set<string>(['progress', 'streamed', 'log']);

function resultOutcome(one: Case, exchange: Exchange, beside: readonly Sight[], changes: Changes): Seen {
  const sights = [new Sight(valuesOf(exchange)), ...beside];
  const tagged = sights.some((sight) => sight.tagged(one));
  if (one.planted && sights.some((sight) => sight.leaks(one))) return 'leaked';
  if (!one.planted && sights.some((sight) => sight.says(sentence(one)))) {
    if (!TOLD.has(one.channel)) changes.result(one, exchange, sentFor(one));
    return 'intact';
  }
  if (tagged) return one.planted ? 'redacted' : 'altered';
  if (one.channel === 'error' && errorOf(exchange)?.code === PLANTED_ERROR) return 'missing';
  if (TOLD.has(one.channel) && resultOf(exchange) !== undefined && member(resultOf(exchange), 'isError') !== true)
    // What was said next came, what was said first did not: it was taken out.
    return sights.some((sight) => sight.says(trailer(one))) ? 'blocked' : 'missing';
  return refusalOf(exchange);
}

function argumentOutcome(one: Case, exchange: Exchange, asked: Asked): Seen {
  const texts = valuesOf(exchange).flatMap((value) => stringsIn(value).map(([, text]) => text));
  const arrival =
    arrivalIn(one, texts) ?? (asked.arrivals === undefined ? undefined : arrivalIn(one, [asked.arrivals]));
  if (arrival === undefined) {
    const refusal = refusalOf(exchange);
    // A good answer that says nothing of the arrival, while the server says that nothing came: stopped and answered.
    return refusal === 'missing' && asked.arrivals !== undefined ? 'blocked' : refusal;
  }
  if (one.planted) return arrival.readable ? 'leaked' : 'redacted';
  if (arrival.digest === undefined) return 'missing';
  return arrival.digest === digestOf(givenIn(requestOf(one) as Request)) ? 'intact' : 'altered';
}

/** A case that came through and would come through again, as long as gateway and server are there. */
export function fenceIn(corpus: Corpus, rows: readonly Row[]): Case | undefined {
  const again = (outcome: CaseOutcome): Case | undefined =>
    rows
      .filter((row) => row.outcome === outcome && row.direction === 'result')
      .flatMap(({ id }) => corpus.byId.get(id) ?? [])
      .find((one) => requestOf(one) !== undefined && !TOLD.has(one.channel));
  return again('intact') ?? again('leaked');
}

export const came = (one: Case, exchange: Exchange): boolean => new Sight(valuesOf(exchange)).tagged(one);
