// URIs come from models and from strangers: what is no URI must be refused, and none may bring the server down.

import { died, sendOdd, silent } from '../../artifacts/survival.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Look } from '../../kernel/check.ts';
import {
  at,
  brief,
  ending,
  errorOf,
  isObject,
  judgeEach,
  member,
  refusedOutside,
  resultOf,
} from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

interface Stimulus {
  readonly name: string;
  readonly uri: unknown;
  /** No reading of the text makes a URI of it, so a result is wrong from 2026-07-28. */
  readonly hopeless: boolean;
}

const STIMULI: readonly Stimulus[] = [
  { name: 'an empty text', uri: '', hopeless: true },
  { name: 'no URI', uri: 'not a uri', hopeless: true },
  { name: 'an open bracket', uri: 'http://[::1', hopeless: true },
  { name: 'a NUL in it', uri: 'file:///\u0000', hopeless: true },
  { name: 'a number', uri: 42, hopeless: true },
  { name: 'an object', uri: { assay: true }, hopeless: true },
  { name: '64 KiB', uri: `assay-probe://${'a'.repeat(65_536)}`, hopeless: false },
];

function findingOf(stimulus: Stimulus, asked: Exchange, look: Look): Finding | undefined {
  if (died(asked, look))
    return {
      at: [at(asked)],
      got: `${stimulus.name}: ${ending(asked)}, and nothing after it`,
      want: 'an error, and a server that goes on',
      severity: 'high',
      key: `${stimulus.name} fatal`,
    };
  if (look.recording.revision < '2026-07-28') return undefined;
  if (asked.outcome === 'timeout')
    return { at: [at(asked)], got: `${stimulus.name}: ${ending(asked)}`, want: 'a JSON-RPC error', key: stimulus.name };
  if (!stimulus.hopeless || resultOf(asked) === undefined) return undefined;
  return {
    at: [at(asked, 'result')],
    got: `${stimulus.name}: ${brief(resultOf(asked), 80)}`,
    want: 'a JSON-RPC error',
    key: stimulus.name,
  };
}

export default check({
  title: 'URIs to be read are validated',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['resources.uris-validated', 'resources.uri-validated'],
  why: 'A model, or whoever speaks through it, chooses the URI; unchecked it reaches parsers, file systems and other servers.',
  fix: 'Parse the URI first, and answer with an error where it is none or none that you serve.',
  touch: 'probing',
  isolation: 'rough',
  needs: {},
  applies: (_, recording) =>
    isObject(member(recording.capabilities, 'resources'))
      ? undefined
      : { kind: 'not-declared', note: 'the resources capability is not declared' },
  probe: async (session) => {
    for (const { name, uri } of STIMULI)
      await sendOdd(session, {
        method: 'resources/read',
        params: { uri },
        tag: name,
        deliberate: `resources/read of ${name}`,
        fence: 'resources/list',
      });
  },
  judge: (_, look) =>
    judgeEach(
      STIMULI.flatMap((stimulus) => {
        const [exchange] = look.tagged(stimulus.name);
        return exchange === undefined || refusedOutside(exchange) ? [] : [{ stimulus, exchange }];
      }).filter(({ exchange }) => silent(exchange) || (resultOf(exchange) ?? errorOf(exchange)) !== undefined),
      ({ stimulus, exchange }) => findingOf(stimulus, exchange, look),
      'no such read was answered',
    ),
});
