// UTF-8 in both directions: what is not ASCII comes back as it was sent.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, atFrame, brief, member } from '../../kernel/look.ts';

const ID = 'é漢🙂';

export default check({
  title: 'Messages are UTF-8',
  level: 'must',
  revisions: { since: '2025-03-26' },
  requirements: ['jsonrpc.utf8'],
  why: 'One byte outside UTF-8 makes the whole message unreadable; text decoded as Latin-1 comes back garbled.',
  fix: 'Read and write bytes as UTF-8 and never by the locale of the machine.',
  touch: 'probing',
  needs: {},
  probe: async (session) => {
    await session.request(session.era === 'per-request' ? 'server/discover' : 'ping', undefined, { id: ID, tag: 'id' });
  },
  judge: (_views, look) => {
    const { frames } = look.recording;
    const carried = frames.filter(
      ({ origin, via }) => origin === 'target' && (via === 'stdio' || via === 'stream' || via === 'post'),
    );
    const findings: Finding[] = carried
      .filter(({ latin1 }) => latin1 === true)
      .slice(0, 4)
      .map((frame) => ({
        at: [atFrame(frame)],
        got: `bytes that are not UTF-8: ${brief(frame.raw, 60)}`,
        want: 'UTF-8',
        key: 'bytes',
      }));
    const [asked] = look.tagged('id');
    const garbled =
      asked === undefined
        ? undefined
        : answeredAs(
            asked.received.map(({ json }) => member(json, 'id')),
            frames.map((frame) =>
              frame.lane === asked.lane && frame.seq > asked.sent.seq ? member(frame.json, 'id') : undefined,
            ),
          );
    if (asked !== undefined && garbled !== undefined && asked.response === undefined)
      findings.push({ at: [at(asked)], got: `the id ${brief(garbled, 60)}`, want: `the id ${ID}`, key: 'garbled' });
    return { seen: carried.length, findings, note: 'the target sent no message' };
  },
});

/** The id in its usual distortions: decoded as Latin-1, or with what was not understood replaced. */
function answeredAs(...ids: readonly (readonly unknown[])[]): string | undefined {
  const distorted = (id: unknown): id is string =>
    typeof id === 'string' &&
    id !== ID &&
    (/^(?:Ã©|Ã\u00a9)/.test(id) || /^[?\ufffdé]+[?\ufffd漢]*[?\ufffd]+/.test(id));
  return ids.flat().find(distorted);
}
