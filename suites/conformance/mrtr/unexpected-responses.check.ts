// Answers to questions that were not asked are no reason to fail.

import { mrtrRounds } from '../../artifacts/mrtr-rounds.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

const isError = (exchange: Exchange | undefined): boolean => resultOf(exchange)?.['isError'] === true;

export default check({
  title: 'Input responses that are not needed are ignored',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['mrtr.unexpected-responses-ignored'],
  why: 'A client may answer more than the server still needs, after a change or on another replica.',
  fix: 'Take the keys you asked for and leave the rest.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { mrtrRounds },
  judge: ({ mrtrRounds: rounds }) => {
    const plain = rounds.of('plain');
    const pairs = rounds
      .of('unexpected')
      .map((exchange, index) => ({ exchange, before: plain[index], key: `plain ${exchange.method}` }));
    const home = rounds.of('answered');
    const extra = rounds.of('extra').map((exchange, index) => ({ exchange, before: home[index], key: 'an extra key' }));
    return judgeEach(
      [...pairs, ...extra].filter(({ before }) => before?.outcome === 'result'),
      ({ exchange, before, key }) => {
        if (refusedOutside(exchange) || (exchange.outcome === 'result' && isError(exchange) === isError(before)))
          return undefined;
        return { at: [at(exchange), at(before)], got: ending(exchange), want: 'the result that comes without', key };
      },
      'nothing was there to call',
    );
  },
});
