// How a call with Mcp-Param headers is judged: refused for them, or at least not refused for them.

import type { Finding, Judged } from '../../kernel/check.ts';
import { at, ending, errorOf, refusedOutside } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { codeOf, unanswered } from '../../artifacts/answers.ts';
import { HEADER_MISMATCH } from '../../artifacts/modern-messages.ts';
import type { ParamProbes } from '../../artifacts/param-probes.ts';

const NONE =
  'no listed tool with x-mcp-header parameters may be called: annotate one with readOnlyHint, or allow it in the configuration: allow: [name]';

const judgeParams = (
  probes: ParamProbes,
  tags: readonly string[],
  wrong: (exchange: Exchange) => string | undefined,
): Judged => {
  if (!probes.found) return { seen: 0, findings: [], note: NONE };
  const judged = probes
    .of(...tags)
    .filter(({ exchange: each }) => !unanswered(each) && (each.status === 400 || !refusedOutside(each)));
  const findings = judged.flatMap(({ what, subject, exchange }): readonly Finding[] => {
    const want = wrong(exchange);
    return want === undefined ? [] : [{ at: [at(exchange)], got: ending(exchange), want, key: `${what}: ${subject}` }];
  });
  return { seen: judged.length, findings, note: 'no parameter of the type that this needs' };
};

export const mustRefuseParams = (probes: ParamProbes, ...tags: readonly string[]): Judged =>
  judgeParams(probes, tags, (exchange) =>
    // An HTTP stack that refuses raw bytes owes only the status.
    exchange.status === 400 && (codeOf(exchange) === HEADER_MISMATCH || errorOf(exchange) === undefined)
      ? undefined
      : `HTTP 400 with ${HEADER_MISMATCH}`,
  );

export const mustNotMind = (probes: ParamProbes, ...tags: readonly string[]): Judged =>
  judgeParams(probes, tags, (exchange) =>
    codeOf(exchange) === HEADER_MISMATCH ? `an answer other than ${HEADER_MISMATCH}` : undefined,
  );
