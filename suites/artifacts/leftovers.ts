// What a server does with the machinery of older revisions: GET, DELETE, session ids, event ids, the old SSE address.

import type { Artifact, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import type { Exchange, Recording } from '../kernel/recording.ts';
import { offeredLists } from './modern-messages.ts';

const BY = 'artifact:leftovers';
const PATIENCE = 3000;
const STREAM = { Accept: 'text/event-stream' };

export interface Leftovers {
  readonly all: readonly Exchange[];
  of(group: string): readonly Exchange[];
}

async function gather(session: Session): Promise<void> {
  if (session.era !== 'per-request') return;
  const list = offeredLists(session.capabilities)[0]?.method;
  const deliberate = 'machinery of older revisions';
  const bare = { timeout: PATIENCE, deliberate };
  const asked = ['server/discover', ...(list === undefined ? [] : [list])];
  await Promise.all([
    session.http({ ...bare, method: 'GET', headers: STREAM, stream: true, tag: 'get|plain' }),
    session.http({ ...bare, method: 'GET', headers: STREAM, stream: true, path: sibling(), tag: 'sse|sibling' }),
    session.http({ ...bare, method: 'DELETE', tag: 'delete|plain' }),
    session.http({ ...bare, method: 'DELETE', headers: { 'Mcp-Session-Id': 'assay-none' }, tag: 'delete|session' }),
    ...asked.flatMap((method) => [
      session.request(method, undefined, { tag: `baseline|${method}` }),
      session.request(method, undefined, {
        tag: `session|${method}`,
        headers: { 'Mcp-Session-Id': 'assay-none' },
        deliberate,
      }),
      session.request(method, undefined, { tag: `event id|${method}`, headers: { 'Last-Event-ID': '1' }, deliberate }),
    ]),
  ]);
}

/** Where the old transport usually lived. */
const sibling = (): string => '/sse';

function read(recording: Recording): Leftovers {
  const all = recording.exchanges.filter((exchange) => exchange.by === BY);
  return { all, of: (group) => all.filter(({ tag }) => tag?.split('|')[0] === group) };
}

export const leftovers: Artifact<Leftovers> = artifact({
  id: 'leftovers',
  declared: (_capabilities, recording) => recording.era === 'per-request' && recording.transport === 'streamable-http',
  gather,
  read,
});
