// The opening request of the era as a stranger sends it, and the end of a session that was opened by the way.

import type { Session } from '../../kernel/check.ts';
import { header, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { opening } from '../../artifacts/authorization.ts';
import { dressedBy } from '../../artifacts/handshake-messages.ts';

export interface Asked {
  readonly tag: string;
  readonly method?: string;
  /** Without credentials. */
  readonly anonymous?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
  readonly deliberate: string;
}

const PATIENCE = 3000;

/** Sends the opening request with other headers or another method; ends the session that it may open. */
export async function openOddly(session: Session, asked: Asked): Promise<Exchange> {
  const { body, headers } = opening(session);
  const exchange = await session.http({
    method: asked.method ?? 'POST',
    body,
    anonymous: asked.anonymous === true,
    headers: { 'Mcp-Session-Id': null, 'MCP-Protocol-Version': null, ...headers, ...asked.headers },
    tag: asked.tag,
    timeout: PATIENCE,
    deliberate: asked.deliberate,
  });
  await leave(session, exchange);
  return exchange;
}

export async function leave(session: Session, exchange: Exchange): Promise<void> {
  if (resultOf(exchange) === undefined || header(exchange, 'mcp-session-id') === undefined) return;
  await session.http({ method: 'DELETE', headers: dressedBy(exchange), tag: 'leave', timeout: PATIENCE });
}

/** Ends the session that an opening made of bytes may have opened; of its answer only the head is read. */
export async function leaveBytes(session: Session, exchange: Exchange): Promise<void> {
  const id = exchange.outcome === 'accepted' ? header(exchange, 'mcp-session-id') : undefined;
  if (id === undefined) return;
  const headers = { 'Mcp-Session-Id': id, 'MCP-Protocol-Version': session.revision };
  await session.http({ method: 'DELETE', anonymous: true, headers, tag: 'leave', timeout: PATIENCE });
}

/** The opening request as bytes of HTTP/1.1; `lines` are further header lines, `body` stands for it where given. */
export function openingBytes(
  session: Session,
  host: string,
  path: string,
  change: { readonly lines?: readonly string[]; readonly body?: string; readonly length?: string | undefined } = {},
): string {
  const { body, headers } = opening(session);
  const content = change.body ?? body;
  const length = 'length' in change ? change.length : `Content-Length: ${content.length}`;
  const lines = [
    `POST ${path} HTTP/1.1`,
    `Host: ${host}`,
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    ...(change.lines ?? []),
    ...(length === undefined ? [] : [length]),
  ];
  return `${lines.join('\r\n')}\r\n\r\n${content}`;
}
