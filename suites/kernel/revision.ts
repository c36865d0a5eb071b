// The five revisions of the protocol and the two eras they fall into: the span of a rule is written with these.

export const REVISIONS = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25', '2026-07-28'] as const;

/** A published revision of the Model Context Protocol. */
export type Revision = (typeof REVISIONS)[number];

/** How a request is dressed: after an initialize handshake, or each by itself with `_meta` (from 2026-07-28). */
export type Era = 'initialize' | 'per-request';

/** The transports the specification defines; `http-sse` is the two-endpoint transport of 2024-11-05. */
export type Transport = 'stdio' | 'streamable-http' | 'http-sse';

/** Revisions in which a rule holds, both ends included; without `until` the span is open. */
export interface Span {
  readonly since: Revision;
  readonly until?: Revision;
}

export const eraOf = (revision: Revision): Era => (revision >= '2026-07-28' ? 'per-request' : 'initialize');

export const isRevision = (value: unknown): value is Revision => REVISIONS.includes(value as Revision);

export const inSpan = (revision: Revision, span: Span): boolean =>
  revision >= span.since && (span.until === undefined || revision <= span.until);

export const ALL: Span = { since: '2024-11-05' };
export const STATEFUL: Span = { since: '2024-11-05', until: '2025-11-25' };
export const PER_REQUEST: Span = { since: '2026-07-28' };
