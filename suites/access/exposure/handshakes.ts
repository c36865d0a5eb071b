// TLS as the system library agrees on it: as it comes, and with nothing newer than the versions RFC 8996 retired.

import { endpointOf } from '../../artifacts/strangers.ts';
import { artifact } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import type { Exchange, Recording, TlsFacts } from '../../kernel/recording.ts';

export const OLD = ['TLSv1', 'TLSv1.1'] as const;

export interface Handshakes {
  readonly secure: boolean;
  readonly usual: Exchange | undefined;
  readonly old: readonly Exchange[];
}

const isSecure = (recording: Recording): boolean => endpointOf(recording).startsWith('https:');

const secure = artifact<boolean>({ id: 'secure', read: isSecure });

async function gather(session: Session): Promise<void> {
  await Promise.all([
    session.tls({ tag: 'usual', timeout: 5000 }),
    ...OLD.map((newest) => session.tls({ tag: newest, newest, timeout: 5000 })),
  ]);
}

export const handshakes = artifact<Handshakes>({
  id: 'tls-handshakes',
  declared: (_capabilities, { transport }) => transport !== 'stdio',
  gather: async (session, views) => {
    if (views(secure)) await gather(session);
  },
  read: (recording) => {
    const own = recording.exchanges.filter(({ by }) => by === 'artifact:tls-handshakes');
    return {
      secure: isSecure(recording),
      usual: own.find(({ tag }) => tag === 'usual'),
      old: own.filter(({ tag }) => tag !== 'usual'),
    };
  },
});

export const tlsFacts = (exchange: Exchange | undefined): TlsFacts | undefined =>
  exchange?.outcome === 'accepted'
    ? (exchange.received.find(({ via }) => via === 'post')?.json as TlsFacts | undefined)
    : undefined;
