// A server that was accepted, and one that was not.

import { driftArtifact, knownCheck } from '../../../../suites/drift/lock/lock-check.ts';
import { combine } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { acceptedGood } from './accepted.ts';

const good = await acceptedGood();

const renamed = {
  rpc: async (message: never, next: () => Promise<never>) => {
    const reply = (await next()) as
      { result?: { serverInfo?: { name?: string }; _meta?: Record<string, { name?: string }> } } | undefined;
    const info = reply?.result?.serverInfo ?? reply?.result?._meta?.['io.modelcontextprotocol/serverInfo'];
    if (info !== undefined) info.name = 'a stranger';
    return reply as never;
  },
};

// The lock knows servers by the name that they give themselves.
prove(
  knownCheck(driftArtifact((recording) => (recording.server.name === 'a stranger' ? undefined : good(recording)))),
  { faults: { 'another name': combine(renamed as never) }, stillGood: {} },
);
