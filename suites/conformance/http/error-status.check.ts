// The status says what the JSON-RPC error says, for those who read only heads.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { at, ending, judgeEach, member } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { codeOf } from '../../artifacts/answers.ts';
import {
  META,
  METHOD_NOT_FOUND,
  MISSING_CAPABILITY,
  INVALID_PARAMS,
  UNKNOWN_VERSION,
  UNSUPPORTED_VERSION,
} from '../../artifacts/modern-messages.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { knownCalls } from '../../artifacts/known-calls.ts';
import { metaProbes } from '../../artifacts/meta-probes.ts';

const WANTED: Readonly<Record<number, number>> = {
  [UNSUPPORTED_VERSION]: 400,
  [MISSING_CAPABILITY]: 400,
  [METHOD_NOT_FOUND]: 404,
};

/** The status an error asks for; -32602 only where a required `_meta` field was left out. */
function statusFor(exchange: Exchange): number | undefined {
  const code = codeOf(exchange);
  // Messages of older revisions are answered by the rules of those.
  const version = exchange.sent.http?.headers.find(([name]) => name.toLowerCase() === 'mcp-protocol-version')?.[1];
  if (version === undefined || (version < '2026-07-28' && version !== UNKNOWN_VERSION)) return undefined;
  if (code === METHOD_NOT_FOUND && lacksMeta(exchange)) return undefined;
  if (code === INVALID_PARAMS) return lacksMeta(exchange) ? 400 : undefined;
  return typeof code === 'number' && Object.hasOwn(WANTED, code) ? WANTED[code] : undefined;
}

function lacksMeta({ sent }: Exchange): boolean {
  const meta = member(member(sent.json, 'params'), '_meta');
  return [META.version, META.capabilities].some((name) => member(meta, name) === undefined);
}

export default check({
  title: 'Errors of the protocol travel with the HTTP status that belongs to them',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: [
    'http.unsupported-version-400',
    'http.method-not-found-404',
    'http.meta-invalid-400',
    'http.missing-capability-400',
  ],
  why: 'Proxies, metrics and clients that choose an era look at the status; an error with 200 looks like a success.',
  fix: 'Send -32022, -32021 and the -32602 for missing _meta fields with 400, and -32601 with 404.',
  touch: 'probing',
  needs: { headerProbes, metaProbes, knownCalls },
  probe: async (session, { knownCalls: known }) => {
    await session.request('assay/unknown', {}, { tag: 'unknown method', deliberate: 'a method that no revision has' });
    const [call] = known.find('input-required');
    if (call !== undefined)
      await session.request(call.method, call.params, { tag: 'no capability', meta: { [META.capabilities]: {} } });
  },
  judge: (_views, { recording }) => {
    const keys = new Set<number>();
    const errors = recording.exchanges.filter(
      (each) => each.sent.http?.method === 'POST' && each.response !== undefined && statusFor(each) !== undefined,
    );
    return judgeEach(errors, (exchange) => {
      const code = codeOf(exchange) as number;
      const status = statusFor(exchange);
      if (exchange.status === status || keys.has(code)) return undefined;
      // Notifications went out first: the status was sent before the error was known.
      const streamed = exchange.received.filter(({ via }) => via === 'stream').length > 1;
      if (streamed) return undefined;
      keys.add(code);
      return { at: [at(exchange)], got: ending(exchange), want: `HTTP ${status} with ${code}`, key: String(code) };
    });
  },
});
