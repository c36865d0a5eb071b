// Headers are logged and read on the way: secrets do not belong there.

import { mirroredParameters } from '../../artifacts/mirrored-parameters.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach, member } from '../../kernel/look.ts';

const SENSITIVE =
  /pass(?:word|phrase|wd)|\bsecret|(?:^|[_-])secret|api[_-]?key|apikey|access[_-]?key|private[_-]?key|auth(?:orization)?[_-]?token|(?:^|[_-])token$|bearer|credential|\bssn\b|social[_-]?security|(?:credit[_-]?)?card[_-]?number|\bcvv\b|\bpin[_-]?code\b|e-?mail|phone/iu;

/** `nextPageToken` and the like are cursors, not credentials. */
const HARMLESS = /page|cursor|continuation|sync|max[_-]?tokens|num[_-]?tokens|count/iu;

export default check({
  title: 'Sensitive parameters are not marked with x-mcp-header',
  level: 'should',
  revisions: { since: '2026-07-28' },
  requirements: ['tools.x-mcp-header-not-sensitive'],
  why: 'Header values are seen, logged and used for routing by every proxy on the way.',
  fix: 'Take the mark off passwords, keys, tokens and personal data.',
  touch: 'passive',
  needs: { mirroredParameters },
  judge: (views) =>
    judgeEach(
      views.mirroredParameters,
      (one) => {
        const snake = one.parameter.replaceAll(/([a-z0-9])([A-Z])/gu, '$1_$2');
        const format = member(one.schema, 'format') === 'password';
        if (
          !format &&
          (!SENSITIVE.test(`${snake}`) || HARMLESS.test(snake)) &&
          !SENSITIVE.test(String(one.mark).replaceAll(/([a-z0-9])([A-Z])/gu, '$1_$2'))
        )
          return undefined;
        return {
          at: [one.where],
          got: `${brief(one.parameter, 40)} of ${brief(one.tool, 60)} travels in Mcp-Param-${brief(one.mark, 40)}`,
          want: 'no mark on a sensitive parameter',
          key: `${brief(one.tool, 60)} ${brief(one.parameter, 40)}`,
        };
      },
      'no tool mirrors parameters into headers',
    ),
});
