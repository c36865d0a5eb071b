// The three codes of the protocol are sent for what they mean and for nothing else.

import { errorCodes, type ErrorCode } from '../../artifacts/error-codes.ts';
import { placeOf } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { isObject, judgeEach, member } from '../../kernel/look.ts';
import type { Exchange, Recording } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const metaOf = (exchange: Exchange | undefined, name: string): unknown =>
  member(member(member(exchange?.sent.json, 'params'), '_meta'), `io.modelcontextprotocol/${name}`);

/** A capability the server asks for that the request did not declare, at any depth. */
function lacks(required: unknown, declared: unknown, depth = 0): boolean {
  if (!isObject(required) || depth > 4) return false;
  return Object.entries(required).some(
    ([name, inner]) => !isObject(member(declared, name)) || lacks(inner, member(declared, name), depth + 1),
  );
}

/** Headers of the request say the same as its body; methods that mirror more than these are left to other rules. */
function headersFit({ sent, method }: Exchange): boolean {
  const header = (name: string): string | undefined =>
    sent.http?.headers.find(([key]) => key.toLowerCase() === name)?.[1];
  return header('mcp-protocol-version') === '2026-07-28' && header('mcp-method') === method;
}

const MIRRORED: ReadonlySet<string | undefined> = new Set(['tools/call', 'prompts/get', 'resources/read']);

function misused({ code, found }: ErrorCode, recording: Recording): string | undefined {
  const { exchange, method } = found;
  const plain = exchange !== undefined && exchange.sent.deliberate === undefined && exchange.method === method;
  if (code === -32020) {
    if (recording.transport === 'stdio') return 'a header mismatch on stdio, which has no headers';
    const judged = plain && !MIRRORED.has(method) && method?.startsWith('tasks/') !== true;
    return judged && headersFit(exchange) ? 'a header mismatch where all headers fit' : undefined;
  }
  if (code === -32022)
    return plain && metaOf(exchange, 'protocolVersion') === '2026-07-28'
      ? 'an unsupported version where the version is served'
      : undefined;
  if (code !== -32021 || exchange === undefined) return undefined;
  const required = member(member(member(found.message, 'error'), 'data'), 'requiredCapabilities');
  if (!isObject(required)) return plain ? 'a missing capability without saying which' : undefined;
  return lacks(required, metaOf(exchange, 'clientCapabilities'))
    ? undefined
    : 'a missing capability where all it names were declared';
}

export default check({
  title: 'The codes -32020, -32021 and -32022 are sent for what they mean',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['jsonrpc.mcp-codes-by-meaning'],
  why: 'Clients act on these codes by themselves: they change headers, capabilities or the version and ask again.',
  fix: 'Use -32020 for headers, -32021 for capabilities the request lacks, -32022 for the version, -32602 for the rest.',
  touch: 'probing',
  needs: { errorCodes },
  judge: ({ errorCodes: codes }, { recording }) =>
    judgeEach(
      codes,
      (one): Finding | undefined => {
        const got = misused(one, recording);
        if (got === undefined) return undefined;
        const want = 'the code that says what is wrong';
        return { at: [placeOf(one.found, '/error')], got, want, key: `${one.code} ${one.found.method ?? ''}` };
      },
      'no error was sent',
    ),
});
