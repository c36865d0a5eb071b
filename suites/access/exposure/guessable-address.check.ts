// On the old transport the address to post to is all that separates one client from another.

import { dataOf } from '../../artifacts/event-streams.ts';
import { check } from '../../kernel/check.ts';
import { atFrame, brief } from '../../kernel/look.ts';
import type { Frame } from '../../kernel/recording.ts';
import { STATEFUL } from '../../kernel/revision.ts';

const ENOUGH = 4;
/** Random parts shorter than this can be tried out. */
const SHORTEST = 16;
/** Neighbours of a counter lie close to each other, whoever else opens a stream meanwhile. */
const GAP = 50;

/** What differs from address to address: a value of the query, or a part of the path. */
function handles(addresses: readonly string[]): readonly string[] {
  const parts = addresses.map((address) => address.split(/[/?&=#]/u));
  const length = Math.min(...parts.map((all) => all.length));
  for (let place = length - 1; place >= 0; place -= 1) {
    const values = parts.map((all) => all[place] ?? '');
    if (new Set(values).size === values.length) return values;
  }
  return [];
}

function weakness(values: readonly string[]): { readonly got: string; readonly key: string } | undefined {
  const sample = brief(values.slice(0, 3).join(', '), 100);
  for (const radix of [10, 16]) {
    const digits = radix === 10 ? /^\D*(\d{1,13})$/u : /^([0-9a-f]{1,13})$/iu;
    const numbers = values
      .map((value) => Number.parseInt(digits.exec(value)?.[1] ?? '', radix))
      .sort((one, two) => one - two);
    const near = numbers.every((number, index) => index === 0 || number - (numbers[index - 1] ?? 0) <= GAP);
    if (numbers.every(Number.isFinite) && near) return { got: `addresses that count up: ${sample}`, key: 'counter' };
  }
  const shortest = Math.min(...values.map((value) => value.length));
  return shortest < SHORTEST
    ? { got: `an address that differs in ${shortest} characters from others: ${sample}`, key: 'short' }
    : undefined;
}

export default check({
  title: 'Addresses of the old transport cannot be guessed from one another',
  level: 'should',
  revisions: STATEFUL,
  transports: ['http-sse'],
  requirements: [],
  why: 'Whoever guesses the address of another client sends messages in its name, and its tools act on them.',
  fix: 'Put a cryptographically strong random value into the address, such as crypto.randomUUID().',
  tags: ['owasp:MCP07', 'exposure'],
  severity: 'high',
  touch: 'probing',
  isolation: 'main',
  needs: {},
  probe: async (session) => {
    for (let count = 0; count < ENOUGH; count += 1)
      await session.fork({ handshake: false, purpose: 'a further listener' });
  },
  judge: (_views, { recording }) => {
    const named = new Map<string, Frame>();
    for (const frame of recording.frames)
      if (frame.via === 'stream' && frame.sse?.event === 'endpoint') named.set(dataOf(frame) ?? '', frame);
    const values = handles([...named.keys()]);
    if (named.size < ENOUGH || values.length === 0)
      return { seen: 0, findings: [], note: 'too few streams were opened to compare their addresses' };
    const weak = weakness(values);
    const at = [...named.values()].slice(0, 3).map((frame) => atFrame(frame));
    return {
      seen: values.length,
      findings: weak === undefined ? [] : [{ ...weak, at, want: `random parts of ${SHORTEST} characters or more` }],
    };
  },
});
