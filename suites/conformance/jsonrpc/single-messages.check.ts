// One message a frame: batches are of 2025-03-26 alone.

import { knownCalls } from '../../artifacts/known-calls.ts';
import { messages } from '../../artifacts/messages.ts';
import { check } from '../../kernel/check.ts';
import { at, atFrame, isObject, member, resultOf } from '../../kernel/look.ts';
import type { Session, Where } from '../../kernel/check.ts';
import type { Frame, Recording } from '../../kernel/recording.ts';

const BATCH = 'a batch, which this revision does not have';
const IDS = ['assay-batch-1', 'assay-batch-2'];

async function askTwice(session: Session): Promise<void> {
  const two = IDS.map((id) => ({
    jsonrpc: '2.0',
    id,
    method: session.era === 'per-request' ? 'server/discover' : 'ping',
    ...(session.era === 'per-request'
      ? {
          params: {
            _meta: {
              'io.modelcontextprotocol/protocolVersion': session.revision,
              'io.modelcontextprotocol/clientCapabilities': {},
            },
          },
        }
      : {}),
  }));
  await session.raw(JSON.stringify(two), { deliberate: BATCH, tag: 'batch', quiet: 15 });
  if (session.alive) await session.settle(60);
}

/** Told by the ids: an answer may come late, and then it belongs to nothing that is being waited for. */
const answersOurs = ({ json }: Frame): boolean =>
  Array.isArray(json) && json.length > 0 && json.every((one) => IDS.some((id) => id === member(one, 'id')));

/** Tried, or named by the server among its versions. */
const speaksOfBatches = ({ facts, exchanges }: Recording): boolean =>
  facts.speaks.includes('2025-03-26') ||
  exchanges.some((exchange) => {
    const versions = member(resultOf(exchange), 'supportedVersions');
    return exchange.method === 'server/discover' && Array.isArray(versions) && versions.includes('2025-03-26');
  });

export default check({
  title: 'Every frame is one message, never an array of messages',
  level: 'must',
  revisions: { since: '2025-06-18' },
  requirements: ['jsonrpc.no-batch-output', 'jsonrpc.single-object-messages', 'jsonrpc.batch-refusal'],
  why: 'Batches were removed: clients of these revisions reject the array, and with it every message in it.',
  fix: 'Send each message by itself; refuse a batch with -32600 or answer its members one by one.',
  touch: 'intrusive',
  isolation: 'rough',
  needs: { messages, knownCalls },
  probe: askTwice,
  judge: ({ messages: { all, batches } }, { recording }) => {
    // A server that also serves 2025-03-26 may take an array for one of that revision's.
    const excused = (frame: Frame): boolean =>
      answersOurs(frame) && recording.era === 'per-request' && speaksOfBatches(recording);
    const owner = new Map(recording.exchanges.flatMap((one) => one.received.map((frame) => [frame.seq, one] as const)));
    const wrong = batches.filter((frame) => !excused(frame));
    const seen = all.filter(({ message }) => isObject(message)).length;
    const place = (frame: Frame): Where => {
      const exchange = owner.get(frame.seq);
      return exchange === undefined ? atFrame(frame) : at(exchange);
    };
    const findings = wrong.slice(0, 8).map((frame) => ({
      at: [place(frame)],
      got: `an array of ${(frame.json as readonly unknown[]).length}`,
      want: 'one message',
      key: answersOurs(frame) ? 'answer-to-batch' : 'batch',
    }));
    return { seen, findings, note: 'no message was seen' };
  },
});
