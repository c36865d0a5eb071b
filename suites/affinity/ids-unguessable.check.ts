// Over a thousand ids patterns show that a few do not.

import { check, type Finding } from '../kernel/check.ts';
import type { Exchange } from '../kernel/recording.ts';
import { entropyOf, hashOfCounter } from './entropy.ts';
import { isAffinity, NOT_ASKED } from './trials.ts';
import { places } from './tags.ts';

/** OWASP asks for 64 bits; what is measured over a thousand ids falls a little short of what is there. */
const LEAST_BITS = 60;
const FEWEST = 30;

export default check({
  title: 'Session ids cannot be guessed from those seen',
  level: 'must',
  levels: { '2025-03-26': 'should' },
  severity: 'critical',
  revisions: { since: '2025-03-26', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['sessions.id-unpredictable', 'sessions.id-non-deterministic'],
  why: 'Who can guess the id of a session can read and drive it.',
  fix: 'Use a random UUID (version 4) or at least 128 bits of a cryptographic random generator.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    if (!isAffinity(recording)) return { seen: 0, findings: [], note: NOT_ASKED };
    const minted = recording.exchanges.flatMap((exchange) => {
      const id = exchange.method === 'initialize' ? mintedBy(exchange) : undefined;
      return id === undefined ? [] : [{ exchange, id }];
    });
    const ids = minted.map(({ id }) => id);
    if (ids.length < FEWEST) return { seen: 0, findings: [], note: `${ids.length} session ids are too few to judge` };
    const findings = [...repeated(minted), ...weak(minted)];
    return { seen: ids.length, findings };
  },
});

interface Minted {
  readonly exchange: Exchange;
  readonly id: string;
}

const mintedBy = ({ received }: Exchange): string | undefined =>
  received.flatMap(({ http }) => http?.headers ?? []).find(([name]) => name.toLowerCase() === 'mcp-session-id')?.[1];

function repeated(minted: readonly Minted[]): Finding[] {
  const first = new Map<string, Exchange>();
  const twice = minted.filter(({ id, exchange }) => first.get(id) !== undefined || void first.set(id, exchange));
  if (twice.length === 0) return [];
  const [example] = twice;
  const both = example === undefined ? [] : [first.get(example.id), example.exchange].flatMap((one) => one ?? []);
  return [
    {
      at: places(both),
      got: `${twice.length} of ${minted.length} ids were given twice`,
      want: 'an id of its own for each session',
      key: 'repeated',
    },
  ];
}

function weak(minted: readonly Minted[]): Finding[] {
  const ids = minted.map(({ id }) => id);
  const at = places(minted.map(({ exchange }) => exchange));
  const algorithm = hashOfCounter(ids);
  if (algorithm !== undefined)
    return [{ at, got: `ids are the ${algorithm} of small numbers`, want: 'random ids', key: 'hashed-counter' }];
  const bits = entropyOf(ids);
  if (bits >= LEAST_BITS) return [];
  const got = `about ${Math.floor(bits)} bits vary over ${ids.length} ids, for instance ${ids.slice(0, 3).join(', ')}`;
  return [{ at, got, want: 'at least 64 bits that cannot be foreseen', key: 'few-bits' }];
}
