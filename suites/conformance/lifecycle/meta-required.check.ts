// Each request says by itself which version it is of and what its client can do; the server completes nothing.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import type { Transport } from '../../kernel/revision.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { codeOf, served, unanswered } from '../../artifacts/answers.ts';
import { DISCOVER, metaProbes, type MetaProbe } from '../../artifacts/meta-probes.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';
import { HEADER_MISMATCH, INVALID_PARAMS } from '../../artifacts/modern-messages.ts';

const WITHOUT_VERSION = new Set(['no-meta', 'no-params', 'no-version']);

/** `undefined`: nothing follows from this answer. */
function accepts({ what, method, exchange }: MetaProbe, transport: Transport, dualEra: boolean): boolean | undefined {
  const code = codeOf(exchange);
  if (!WITHOUT_VERSION.has(what)) return code === INVALID_PARAMS;
  // Without a version nothing marks a message on stdio as modern: a server of both eras may take it for an old one.
  if (transport === 'stdio' && dualEra) return method === DISCOVER ? !served(exchange) : undefined;
  // Over HTTP the missing field also differs from the header, which has an error of its own.
  return code === INVALID_PARAMS || (transport !== 'stdio' && code === HEADER_MISMATCH);
}

export default check({
  title: 'A request that lacks a required _meta field is refused with -32602',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: [
    'lifecycle.meta-missing',
    'lifecycle.meta-missing-protocol-version',
    'lifecycle.meta-missing-client-capabilities',
    'lifecycle.meta-required-on-every-method',
    'lifecycle.no-remembered-context',
  ],
  why: 'A server that fills the gap from earlier requests or with defaults answers one client by what another declared.',
  fix: 'Check _meta of every request, whatever its method, for protocolVersion and clientCapabilities; answer -32602 where one is missing.',
  touch: 'probing',
  needs: { metaProbes, modernOpening },
  judge: ({ metaProbes: { all }, modernOpening: { dualEra } }, { recording }) => {
    const asked = all.filter(({ what }) => WITHOUT_VERSION.has(what) || what === 'no-capabilities');
    const answered = asked.filter(
      ({ exchange, acknowledged }) => acknowledged || (!unanswered(exchange) && !refusedOutside(exchange)),
    );
    return judgeEach(
      answered.filter((each) => accepts(each, recording.transport, dualEra) !== undefined),
      (each) =>
        accepts(each, recording.transport, dualEra) === true
          ? undefined
          : {
              at: [at(each.exchange)],
              got: each.acknowledged ? 'an acknowledgement' : ending(each.exchange),
              want: `error ${INVALID_PARAMS}`,
              key: `${each.what}: ${each.method}`,
            },
    );
  },
});
