// A level that the server does not know cannot be chosen.

import { setLevels } from '../../artifacts/set-levels.ts';
import { check } from '../../kernel/check.ts';
import { at, ending, errorOf, judgeEach } from '../../kernel/look.ts';

export default check({
  title: 'All eight log levels are accepted',
  level: 'must',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['logging.all-levels-accepted'],
  why: 'A client offers the eight levels of the specification; picking one gives an error.',
  fix: 'Accept debug, info, notice, warning, error, critical, alert and emergency.',
  touch: 'probing',
  needs: { setLevels },
  judge: (views) =>
    judgeEach(
      // That the method is missing altogether is another rule's finding.
      views.setLevels.valid.filter((exchange) => errorOf(exchange)?.code !== -32601),
      (exchange) =>
        errorOf(exchange) === undefined
          ? undefined
          : {
              at: [at(exchange, 'error')],
              got: `${exchange.tag}: ${ending(exchange)}`,
              want: 'a result',
              key: exchange.tag ?? '',
            },
      'logging/setLevel was not answered',
    ),
});
