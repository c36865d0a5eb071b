// The answer to setLevel says nothing but yes.

import { setLevels } from '../../artifacts/set-levels.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, judgeEach, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'logging/setLevel with a valid level returns an empty result',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['logging.set-level-empty-result'],
  why: 'Typed clients expect an empty result and refuse or drop what else is in it.',
  fix: 'Return {} once the level is set.',
  touch: 'probing',
  needs: { setLevels },
  judge: (views) =>
    judgeEach(
      views.setLevels.valid.filter((exchange) => resultOf(exchange) !== undefined),
      (exchange) => {
        const members = Object.keys(resultOf(exchange) ?? {}).filter((name) => name !== '_meta');
        if (members.length === 0) return undefined;
        return {
          at: [at(exchange, 'result')],
          got: `${exchange.tag}: ${brief(resultOf(exchange))}`,
          want: '{}',
          key: members.join(' '),
        };
      },
      'no level was accepted',
    ),
});
