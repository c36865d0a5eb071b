// One judgement that many rules on tasks share: did each of these exchanges end as it should?

import type { Finding, Judged } from '../kernel/check.ts';
import { at, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';

const settled = (exchange: Exchange): boolean => exchange.outcome === 'result' || exchange.outcome === 'error';

/** Each answered exchange has an error with one of these codes. */
export const refusedWith = (exchanges: readonly Exchange[], codes: readonly number[], note: string): Judged =>
  judgeEach(
    exchanges.filter((exchange) => settled(exchange) && !refusedOutside(exchange)),
    (exchange) => {
      const code = errorOf(exchange)?.code;
      if (typeof code === 'number' && codes.includes(code)) return undefined;
      return finding(exchange, ending(exchange), `error ${codes.join(' or ')}`);
    },
    note,
  );

/** Each result satisfies this; what it says otherwise is the finding. */
export const eachResult = (
  exchanges: readonly Exchange[],
  wrong: (result: JsonObject, exchange: Exchange) => readonly [got: string, want: string] | undefined,
  note: string,
): Judged =>
  judgeEach(
    exchanges.filter((exchange) => resultOf(exchange) !== undefined),
    (exchange) => {
      const told = wrong(resultOf(exchange) as JsonObject, exchange);
      return told === undefined ? undefined : finding(exchange, told[0], told[1], 'result');
    },
    note,
  );

const finding = (exchange: Exchange, got: string, want: string, ...path: readonly string[]): Finding => ({
  at: [at(exchange, ...path)],
  got: `${exchange.tag ?? exchange.method}: ${got}`,
  want,
  key: exchange.tag ?? exchange.method,
});
