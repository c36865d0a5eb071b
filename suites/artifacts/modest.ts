// A session of a client that declares no capability at all: what the server then sends by itself is unasked for.

import type { Artifact, Session } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import { EXIT_PATIENCE } from './exit-patience.ts';
import type { Exchange, Frame, Recording } from '../kernel/recording.ts';

export interface Modest {
  /** Everything asked on that lane. */
  readonly exchanges: readonly Exchange[];
  /** Requests and notifications of the target on that lane. */
  readonly unprompted: readonly Frame[];
}

const BY = 'artifact:modest';

async function gather(session: Session): Promise<void> {
  const fork = await session.fork({ clientCapabilities: {}, purpose: 'a client without capabilities' });
  if (!fork.alive) return;
  const lists = ['tools', 'prompts', 'resources'].filter((name) => isObject(member(fork.capabilities, name)));
  await Promise.all(lists.map((name) => fork.request(`${name}/list`, undefined, { tag: name })));
  await fork.settle();
  if (fork.transport === 'stdio') await fork.end('sigterm', { tag: 'sigterm', timeout: EXIT_PATIENCE });
}

function read(recording: Recording): Modest {
  const exchanges = recording.exchanges.filter((exchange) => exchange.by === BY);
  const lanes = new Set(exchanges.map((exchange) => exchange.lane));
  return {
    exchanges,
    unprompted: recording.frames.filter(
      (frame) => frame.origin === 'target' && lanes.has(frame.lane) && typeof member(frame.json, 'method') === 'string',
    ),
  };
}

export const modest: Artifact<Modest> = artifact({ id: 'modest', gather, read });
