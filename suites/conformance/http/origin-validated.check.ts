// The check of Origin is what keeps any web page from driving a local server through the browser (DNS rebinding).

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, ending, header } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { besideProtocol, mediaType, served, succeeded, unanswered } from '../../artifacts/answers.ts';
import { FOREIGN_ORIGIN, strangers, type Stranger } from '../../artifacts/strangers.ts';

/** The target did what was asked although the page that asked is none of its own. */
function processed({ what, exchange }: Stranger): boolean {
  switch (what) {
    case 'options':
      // A fixed `*` says nothing of this Origin; naming it back invites it.
      return succeeded(exchange) && header(exchange, 'access-control-allow-origin') === FOREIGN_ORIGIN;
    case 'get':
      return succeeded(exchange) && mediaType(exchange) === 'text/event-stream';
    case 'listen':
      return served(exchange) || (succeeded(exchange) && mediaType(exchange) === 'text/event-stream');
    case 'unknown method':
      // An answer from the protocol shows that the request got through to it.
      return exchange.outcome === 'error' && exchange.status !== 403 && exchange.status !== 400;
    case 'notification':
    case 'delete':
      return succeeded(exchange);
    default:
      return served(exchange);
  }
}

const shown = (all: readonly Stranger[]): string =>
  all.map(({ what, exchange }) => `${what}: ${ending(exchange)}`).join('; ');

function finding(all: readonly Stranger[], key: string): Finding {
  return {
    at: all.map(({ exchange }) => at(exchange)),
    got: shown(all),
    want:
      key === 'rebinding'
        ? 'a refusal of Origin evil.example though Host says the same'
        : 'HTTP 403, nothing processed',
    key,
  };
}

export default check({
  title: 'Requests from a foreign Origin are not processed',
  level: 'must',
  revisions: ALL,
  transports: ['streamable-http', 'http-sse'],
  requirements: ['http.origin-validated', 'http.origin-validated-everywhere', 'http.origin-invalid-403'],
  why: 'Any web page that a user visits can send requests to a server on loopback; with DNS rebinding it reads the answers too.',
  fix: 'Compare the whole Origin header of every request, whatever its method, with a list of allowed origins; answer 403 where it is present and not in it.',
  tags: ['owasp:MCP07', 'dns-rebinding'],
  severity: 'high',
  touch: 'probing',
  needs: { strangers },
  judge: ({ strangers: { asked, local } }) => {
    if (!local)
      return {
        seen: 0,
        findings: [],
        note: 'a public server may allow every origin; that cannot be told from no check',
      };
    const probes = asked.filter(({ origin }) => origin === 'foreign' || origin === 'lookalike' || origin === 'rebound');
    const judged = probes
      .filter(({ exchange }) => !besideProtocol(exchange) || exchange.status === 403)
      .filter(({ exchange }) => !unanswered(exchange));
    const wrong = judged.filter(processed);
    const foreign = wrong.filter(({ origin }) => origin === 'foreign');
    const lookalike = wrong.filter(({ origin }) => origin === 'lookalike');
    const rebound = wrong.filter(({ origin }) => origin === 'rebound');
    const everything = foreign.some(({ what }) => what === 'initialize' || what === 'discover' || what === 'ping');
    const findings = everything
      ? [finding(foreign, 'foreign-origin')]
      : foreign.map((one) => finding([one], one.what.replaceAll(' ', '-')));
    if (!everything && lookalike.length > 0) findings.push(finding(lookalike, 'lookalike'));
    if (!everything && rebound.length > 0) findings.push(finding(rebound, 'rebinding'));
    return { seen: judged.length, findings };
  },
});
