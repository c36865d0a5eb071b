// A field of the wrong type is as good as missing.

import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { codeOf, served, unanswered } from '../../artifacts/answers.ts';
import { metaProbes } from '../../artifacts/meta-probes.ts';
import { modernOpening } from '../../artifacts/modern-opening.ts';
import { HEADER_MISMATCH, INVALID_PARAMS, UNSUPPORTED_VERSION } from '../../artifacts/modern-messages.ts';

export default check({
  title: 'A required _meta field of the wrong type is refused with -32602',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.meta-mistyped'],
  why: 'A server that looks only whether the field is there works with nonsense later, where the error is harder to find.',
  fix: 'Check that protocolVersion is a string and clientCapabilities an object; answer -32602 where they are not.',
  touch: 'probing',
  needs: { metaProbes, modernOpening },
  judge: ({ metaProbes: { of }, modernOpening: { dualEra } }, { recording }) =>
    judgeEach(
      // An array taken for an empty object is mere leniency.
      [...of('number-version'), ...of('text-capabilities')].filter(
        ({ exchange }) => !unanswered(exchange) && !refusedOutside(exchange),
      ),
      ({ what, exchange }) => {
        const code = codeOf(exchange);
        const version = what === 'number-version';
        // A number equals no header and no supported version either.
        const right =
          code === INVALID_PARAMS ||
          (version && (code === UNSUPPORTED_VERSION || code === HEADER_MISMATCH)) ||
          (version && dualEra && recording.transport === 'stdio' && !served(exchange));
        return right
          ? undefined
          : { at: [at(exchange)], got: ending(exchange), want: `error ${INVALID_PARAMS}`, key: what };
      },
    ),
});
