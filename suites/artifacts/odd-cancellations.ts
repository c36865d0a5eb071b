// Cancellations of what is over, of what never was, and malformed ones, each followed by a question that must be answered.

import { artifact } from '../kernel/check.ts';
import type { Session } from '../kernel/check.ts';
import { isObject, isResponse, member, refusedOutside, resultOf } from '../kernel/look.ts';
import type { Exchange, Frame, Recording } from '../kernel/recording.ts';

export interface OddCancellation {
  readonly name: string;
  readonly late: boolean;
  readonly exchange: Exchange;
  /** Responses that came for it though none is due. */
  readonly replies: readonly Frame[];
  /** The question asked after it. */
  readonly fence: Exchange;
}

const BY = 'artifact:odd-cancellations';

const MALFORMED: readonly (readonly [name: string, params: unknown])[] = [
  ['an unknown id', { requestId: 999_999_999 }],
  ['an unknown id in letters', { requestId: 'assay-never-asked-ü' }],
  ['no requestId', {}],
  ['an object as requestId', { requestId: {} }],
  ['no params', undefined],
];

const question = (session: Session): string => (session.era === 'initialize' ? 'ping' : 'server/discover');

async function cancelAndAsk(session: Session, name: string, params: unknown): Promise<void> {
  await session.notify('notifications/cancelled', params, {
    tag: name,
    deliberate: `notifications/cancelled with ${name}`,
  });
  await session.request(question(session), undefined, { tag: `after ${name}`, timeout: 5_000 });
}

export const oddCancellations = artifact<readonly OddCancellation[]>({
  id: 'odd-cancellations',
  gather: async (session) => {
    const alone = await session.fork({ reuse: true, purpose: 'odd cancellations' });
    const answered = await alone.request(question(alone), undefined, { tag: 'answered', id: 424_242 });
    if (resultOf(answered) !== undefined)
      for (const name of ['the id of an answered request', 'the same id again'])
        await cancelAndAsk(alone, name, { requestId: 424_242 });
    for (const [name, params] of MALFORMED) if (alone.alive) await cancelAndAsk(alone, name, params);
  },
  read: (recording) => {
    const own = recording.exchanges.filter((exchange) => exchange.by === BY);
    return own
      .filter((exchange) => exchange.method === 'notifications/cancelled')
      .flatMap((exchange): OddCancellation[] => {
        const name = exchange.tag ?? '';
        const fence = own.find((one) => one.tag === `after ${name}`);
        if (fence === undefined || refusedOutside(fence)) return [];
        const late = !MALFORMED.some(([malformed]) => malformed === name);
        return [{ name, late, exchange, replies: repliesTo(recording, exchange, fence), fence }];
      });
  },
});

/** On HTTP whatever message came in the answer; on stdio each response up to that of the question. A refusal by HTTP status is legal. */
export function repliesTo(recording: Recording, exchange: Exchange, fence: Exchange): readonly Frame[] {
  if (recording.transport !== 'stdio')
    return (exchange.status ?? 0) >= 400 ? [] : exchange.received.filter((frame) => isResponse(frame.json));
  const id = member(fence.sent.json, 'id');
  const end = fence.response?.seq ?? Number.POSITIVE_INFINITY;
  return recording.frames.filter(
    (frame) =>
      frame.lane === exchange.lane &&
      frame.origin === 'target' &&
      frame.seq > exchange.sent.seq &&
      frame.seq < end &&
      isObject(frame.json) &&
      isResponse(frame.json) &&
      frame.json['id'] !== id,
  );
}
