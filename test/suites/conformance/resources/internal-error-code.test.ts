import rule from '../../../../suites/conformance/resources/internal-error-code.check.ts';
import { instead, error } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const broken = 'notes://broken';
const failing = (code: number) =>
  instead('resources/read', (params, _, next) => (params.uri === broken ? error(code, 'It broke') : next()));

prove(rule, {
  options: { known: [{ property: 'internal-error', method: 'resources/read', params: { uri: broken } }] },
  neverPasses:
    'the good server does not fail inside; a variation that does, with the right code, is among the accepted ones',
  faults: {
    '-32000': failing(-32_000),
    'empty contents': instead('resources/read', (params, _, next) =>
      params.uri === broken
        ? { result: { resultType: 'complete', contents: [], ttlMs: 0, cacheScope: 'private' } }
        : next(),
    ),
  },
  stillGood: { '-32603': failing(-32_603) },
});
