// Secrets known by their name alone: `API_KEY=…`, `"password": "…"`, a member called `client_secret`.

import { entropy, pick, standIn, text } from './chance.ts';
import { samplePassword } from './keys.ts';
import type { Detector, Place, Span } from './detector.ts';

/** Names of secrets, words run together or not; a token of a page, a cursor or a count is none. */
const NAME =
  /(?:pass(?:word|wd|phrase|code)?|pwd|secret|(?:api|access|auth|private|encryption|signing|master|account|service|client|app|storage)[_\- .]?(?:key|secret|token|password)|(?:access|auth|bearer|refresh|session|security|id|bot|api|personal|deploy|webhook|registry)[_\- .]?token|^token|[_-]token|credentials?|connection[_-]?string|dsn)s?$/i;
const NO_NAME =
  /(?:next|page|progress|cursor|continuation|sync|csrf|xsrf|max|min|num|count|public|input|output|stop|mask|has|is|no|forgot|reset|policy|type|hash)[_-]?[a-z]*[_-]?(?:token|key|secret|password)s?$/i;

export const tellsSecret = (name: string): boolean => NAME.test(name) && !NO_NAME.test(name);

const VALUE = /[=:>\s]{1,4}(?:"([^"\n]{6,512})"|'([^'\n]{6,512})'|`([^`\n]{6,512})`|([^\s"'`,;&<>(){}[\]]{6,512}))/y;

/** Code and prose in the place of a value. */
const EXPRESSION =
  /[({\\$]|^(?:https?:|\/|\.\/|process\.|os\.|env\.|self\.|this\.|config\.|string|number|boolean|undefined|function|object|required|optional|disabled|enabled)|[a-z]\.[a-z]{2,}\(|^[a-z]+(?:[-_ ][a-z]+)*$|^[A-Z][a-z]+(?:[A-Z][a-z]+)*$|^[A-Z_]+$|^[a-z]+(?:[A-Z][a-z]+)+$|^\d{1,6}$|^\d{4}-\d\d-\d\d/;

/** In running text only what no person would choose as a word. */
const plausible = (value: string, named: boolean): boolean =>
  value.length >= (named ? 6 : 8) &&
  !standIn(value) &&
  !EXPRESSION.test(value) &&
  !/\s/.test(value) &&
  /\d/.test(value) &&
  /[A-Za-z]/.test(value) &&
  entropy(value) >= (named ? 2.4 : 2.8);

const BETWEEN = new Set([...'"\' '].map((char) => char.charCodeAt(0)));

/** How names of secrets end, either case: most words before a sign are told apart by this alone. */
const ENDS = new Set(
  ['rd', 'wd', 'ss', 'se', 'de', 'et', 'ey', 'en', 'al', 'ng', 'sn', 'ds', 'ts', 'ys', 'ns', 'ls'].flatMap((end) =>
    [end.charCodeAt(0), end.toUpperCase().charCodeAt(0)].map((first) => (first << 8) | end.charCodeAt(1)),
  ),
);

function match({ text: all, at, key }: Place): Span | undefined {
  if (at === 0 && key !== '') {
    if (!tellsSecret(key) || all.length > 512 || !plausible(all, true)) return undefined;
    return { from: 0, to: all.length };
  }
  let end = at;
  while (end > 0 && at - end < 4 && BETWEEN.has(all.charCodeAt(end - 1))) end -= 1;
  if (end < 3 || !ENDS.has((all.charCodeAt(end - 2) << 8) | (all.charCodeAt(end - 1) | 32))) return undefined;
  const name = /[A-Za-z][\w. -]{0,40}$/.exec(all.slice(Math.max(0, end - 42), end))?.[0] ?? '';
  if (!tellsSecret(name)) return undefined;
  VALUE.lastIndex = at;
  const found = VALUE.exec(all);
  const value = found?.[1] ?? found?.[2] ?? found?.[3] ?? found?.[4];
  if (found === null || value === undefined || !plausible(value, false)) return undefined;
  const from = found.index + found[0].lastIndexOf(value);
  return { from, to: from + value.length };
}

export const ASSIGNMENTS: readonly Detector[] = [
  {
    id: 'named-secret',
    what: 'a value under the name of a secret',
    category: 'credential',
    severity: 'high',
    weight: 'likely',
    trigger: { on: 'assignment' },
    match,
    samples: (random) => ({
      hits: [
        `DB_PASSWORD=${samplePassword(random)}`,
        `api_key: "${text(random, 'alnum', 24)}7k"`,
        `{"client_secret": "${text(random, 'word', 30)}4x"}`,
        `export ${pick(random, ['SERVICE_TOKEN', 'APP_SECRET', 'AWS_SECRET_ACCESS_KEY'])}='${text(random, 'alnum', 38)}2q'`,
      ],
      misses: [
        'password: string',
        'API_KEY=<your key>',
        'API_KEY=your-api-key-here',
        'token = process.env.TOKEN',
        'password=********',
        'nextPageToken: "CAoQAA1234567"',
        '{"password": {"type": "string"}}',
        'secret: changeme123',
        'max_tokens: 40960000',
        'Token: the word a reader sees',
      ],
    }),
  },
];
