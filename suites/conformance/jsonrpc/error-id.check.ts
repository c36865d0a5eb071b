// An error names the request that failed, whenever that could be read.

import { check } from '../../kernel/check.ts';
import { provoked } from '../../artifacts/provoked.ts';
import { answersTo, strayResponses } from '../../artifacts/stray-answers.ts';
import { at, atFrame, brief, judgeEach, member, refusedOutside } from '../../kernel/look.ts';
import type { Exchange, Frame, Recording } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';

/**
 * A 4xx answer of the initialize era may come from the transport and need not know the id; from 2026-07-28 the errors
 * provoked here travel with a 4xx status of their own.
 */
const judgeable = (exchange: Exchange, recording: Recording): boolean =>
  !refusedOutside(exchange) &&
  exchange.outcome !== 'closed' &&
  exchange.outcome !== 'cancelled' &&
  (recording.era === 'per-request' || (exchange.status ?? 200) < 400);

/** On stdio: an error with a null or missing id, after the request and with no other owner. */
const lostError = (exchange: Exchange, recording: Recording): Frame | undefined =>
  exchange.sent.via === 'stdio'
    ? strayResponses(recording, exchange.lane).find(
        (frame) =>
          frame.seq > exchange.sent.seq &&
          member(frame.json, 'error') !== undefined &&
          (member(frame.json, 'id') ?? null) === null,
      )
    : undefined;

export default check({
  title: 'An error response has the id of the request that failed',
  level: 'must',
  revisions: ALL,
  requirements: ['jsonrpc.error-id', 'jsonrpc.error-id-echo', 'schema.error-response'],
  why: 'Without the id the client cannot tell which request failed, and waits for it until its timeout.',
  fix: 'Keep the id from the moment the message is parsed, and send it with every error after that.',
  touch: 'probing',
  needs: { provoked },
  judge: ({ provoked: { unknownMethod, wrongParams } }, { recording }) =>
    judgeEach(
      [...unknownMethod, ...wrongParams.map(({ exchange }) => exchange)].filter((one) => judgeable(one, recording)),
      (exchange) => {
        if (exchange.response !== undefined) return undefined;
        const want = `the id ${brief(member(exchange.sent.json, 'id'), 40)}`;
        const other = answersTo(exchange, recording);
        if (other !== undefined)
          return { at: [at(exchange)], got: `the id ${brief(other, 40)}`, want, key: exchange.method };
        const lost = lostError(exchange, recording);
        if (lost === undefined) return undefined;
        const id = member(lost.json, 'id');
        const got = `an error with ${id === null ? 'a null id' : 'no id'}`;
        return { at: [at(exchange), atFrame(lost)], got, want, key: exchange.method };
      },
      'no error was provoked',
    ),
});
