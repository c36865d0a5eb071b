// Names with other signs than the specification lists break clients that put them into identifiers, headers and paths.

import { tools } from '../../artifacts/tools.ts';
import { text } from '../../artifacts/listing.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

const ALLOWED = /^[A-Za-z0-9_.-]*$/u;
const FOREIGN = /[^A-Za-z0-9_.-]/gu;

/** The offending signs by code point, so that a blank or an invisible sign can be read in a report. */
const signs = (name: string): string =>
  [...new Set(name.match(FOREIGN))]
    .slice(0, 5)
    .map((sign) => `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`)
    .join(', ');

export default check({
  title: 'Tool names consist of ASCII letters, digits, underscore, hyphen and dot',
  level: 'should',
  revisions: { since: '2025-11-25' },
  requirements: ['tools.name-charset', 'tools.name-no-special'],
  why: 'Model providers accept a small set of characters in function names; a name with blanks, commas, slashes or non-ASCII signs is rejected or rewritten, and two rewritten names may collide.',
  fix: 'Rename the tool with A-Z, a-z, 0-9, underscore, hyphen and dot only; put the readable name into `title`.',
  touch: 'passive',
  needs: { tools },
  judge: ({ tools: list }) =>
    judgeEach(
      list.everywhere().filter((item) => text(item, 'name') !== undefined),
      (item) => {
        const name = text(item, 'name') ?? '';
        if (ALLOWED.test(name)) return undefined;
        return {
          at: [item.where],
          got: `${brief(name)} (${signs(name)})`,
          want: 'only A-Z a-z 0-9 _ - .',
          key: brief(name, 60),
        };
      },
      'no tool is listed',
    ),
});
