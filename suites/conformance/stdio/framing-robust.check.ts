// Messages are lines, whatever the pieces in which their bytes arrive.

import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import { at, member } from '../../kernel/look.ts';
import type { Exchange, Frame, Recording } from '../../kernel/recording.ts';
import { STATEFUL } from '../../kernel/revision.ts';

/** The long one is far below any sensible limit, and beyond one read of a pipe. */
const LONG = 16_000;

const ping = (id: string, note: string): string =>
  JSON.stringify({ jsonrpc: '2.0', id, method: 'ping', params: { _meta: { 'assay/note': note } } });

const ASKED = ['assay-cut', 'assay-one', 'assay-two', 'assay-long'];
const PATIENCE = 2000;

const isAnswer = (frame: Frame, id: string): boolean => frame.origin === 'target' && member(frame.json, 'id') === id;

async function probe(session: Session): Promise<void> {
  await session.request('ping', undefined, { tag: 'baseline' });
  const text = ping('assay-cut', 'grüße');
  const inside = new TextEncoder().encode(text.slice(0, text.indexOf('ü'))).length + 1;
  await session.raw(text, {
    expect: 'assay-cut',
    cuts: [inside],
    tag: 'cut in two',
    deliberate: 'one message in two writes',
    timeout: 3000,
  });
  await session.raw(`${ping('assay-one', '')}\n${ping('assay-two', '')}`, {
    expect: 'assay-two',
    tag: 'two at once',
    deliberate: 'two messages in one write',
    timeout: 3000,
  });
  await session.raw(ping('assay-long', 'x'.repeat(LONG)), {
    expect: 'assay-long',
    tag: 'long',
    deliberate: 'a long message',
    timeout: 3000,
  });
  // Answers need not come in the order of the requests.
  const waiting = (): boolean => ASKED.some((id) => !session.frames.some((frame) => isAnswer(frame, id)));
  for (let waited = 0; waited < PATIENCE && session.alive && waiting(); waited += 50) await session.pause(50);
}

const answered = (id: string, { lane }: Exchange, recording: Recording): boolean =>
  recording.frames.some((frame) => frame.lane === lane && isAnswer(frame, id));

export default check({
  title: 'Requests are understood however their bytes are grouped into writes',
  level: 'must',
  revisions: STATEFUL,
  transports: ['stdio'],
  requirements: ['stdio.framing-robust', 'jsonrpc.request-answered-once'],
  why: 'A pipe does not keep writes apart: a long request arrives in pieces, two short ones arrive together.',
  fix: 'Collect bytes until a line break, decode whole lines as UTF-8, and keep the rest for the next read.',
  touch: 'probing',
  isolation: 'rough',
  needs: {},
  probe,
  judge: (_views, { tagged, recording }) => {
    const [baseline] = tagged('baseline');
    if (baseline?.response === undefined) return { seen: 0, findings: [], note: 'ping is not answered' };
    const ids: Readonly<Record<string, readonly string[]>> = {
      'cut in two': ['assay-cut'],
      'two at once': ['assay-one', 'assay-two'],
      long: ['assay-long'],
    };
    const findings: Finding[] = [];
    let seen = 0;
    for (const [tag, wanted] of Object.entries(ids)) {
      const [exchange] = tagged(tag);
      if (exchange === undefined || exchange.outcome === 'cancelled') continue;
      seen += 1;
      const missing = wanted.filter((id) => !answered(id, exchange, recording));
      if (missing.length > 0)
        findings.push({
          at: [at(exchange)],
          got: `no answer to ${missing.join(' and ')}`,
          want: 'an answer to each request',
          key: tag,
        });
    }
    return { seen, findings };
  },
});
