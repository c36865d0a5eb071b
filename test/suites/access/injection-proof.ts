// One tool of the exposed ones in the good server, attacks allowed: who is found, and who is not.

import type { ToolSpec } from '../../../fixtures/good/catalog/spec.ts';
import { type Case, where } from '../../kit/prove.ts';

export const ACTIVE = { active: true, calls: 'all', timeoutMs: 6000 } as const;

const REVISIONS = ['2025-11-25', '2026-07-28'] as const;

/** Streams and HTTP, in the newest revision of each era. */
export const having = (tool: ToolSpec, transports: Case['transports'] = ['stdio', 'streamable-http']): Case =>
  where(
    {},
    { server: { tools: [tool], onlyTools: [tool.name] }, revisions: REVISIONS, ...(transports && { transports }) },
  );
