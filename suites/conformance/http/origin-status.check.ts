// A refused Origin is told so by 403, which clients and proxies can tell from a broken request.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach } from '../../kernel/look.ts';
import { besideProtocol, mediaType, served, succeeded, unanswered } from '../../artifacts/answers.ts';
import { strangers, type Stranger } from '../../artifacts/strangers.ts';

const JUDGED = new Set(['initialize', 'ping', 'discover', 'notification', 'listen', 'unknown method']);

/** Got through to the server behind the check, which is the business of origin-validated. */
const through = ({ what, exchange }: Stranger): boolean =>
  served(exchange) ||
  (succeeded(exchange) && (exchange.response === undefined || mediaType(exchange) === 'text/event-stream')) ||
  (what === 'unknown method' && exchange.outcome === 'error' && exchange.status === 404);

export default check({
  title: 'A refused Origin is answered with HTTP 403',
  level: 'must',
  revisions: { since: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['http.origin-403', 'http.origin-403-body-free', 'http.origin-invalid-403'],
  why: 'With another status a refusal looks like a malformed request, and whoever set up the server looks in the wrong place.',
  fix: 'Answer 403 Forbidden where Origin is present and not allowed; the body is free.',
  touch: 'probing',
  needs: { strangers },
  judge: ({ strangers: { asked } }) => {
    // Only where the same request gets through without an Origin the refusal is known to be for its sake.
    const open = new Set(asked.filter((one) => one.origin === 'plain' && through(one)).map(({ what }) => what));
    const keys = new Set<string>();
    const refused = asked.filter(
      (one) =>
        (one.origin === 'foreign' || one.origin === 'null') &&
        JUDGED.has(one.what) &&
        (one.what === 'initialize' || open.has(one.what)) &&
        !unanswered(one.exchange) &&
        !(besideProtocol(one.exchange) && one.exchange.status !== 403) &&
        !through(one),
    );
    return judgeEach(
      refused,
      ({ origin, exchange }) => {
        if (exchange.status === 403 || keys.has(origin)) return undefined;
        keys.add(origin);
        return { at: [at(exchange)], got: ending(exchange), want: 'HTTP 403', key: origin };
      },
      'no request was refused for its Origin',
    );
  },
});
