// Strings that break programs which treat data as something else; sent as plain arguments, each kind with its name.

export interface HostileString {
  readonly kind: string;
  readonly text: string;
  /** Text that appears in an answer only when the data was run: the product of a template, the head of a file. */
  readonly proof?: RegExp;
}

const PRODUCT = 7919 * 6971;

/** Evaluation shows by a product that nobody writes by chance. */
const evaluated = (kind: string, text: string): HostileString => ({ kind, text, proof: new RegExp(`${PRODUCT}`, 'u') });

const traversal = (kind: string, text: string): HostileString => ({ kind, text, proof: /root:[^:\n]*:0:0:/u });

/** Order matters: the first of a kind is what a short run sends. */
export const HOSTILE: readonly HostileString[] = [
  { kind: 'empty string', text: '' },
  { kind: 'lone surrogate', text: '\ud800' },
  { kind: 'NUL character', text: '\u0000' },
  traversal('path traversal', '../../../../../../../../../../etc/passwd'),
  evaluated('template expression', '{{7919*6971}}'),
  evaluated('template expression', '${7919*6971}'),
  evaluated('shell substitution', '$((7919*6971))'),
  evaluated('shell substitution', '$(expr 7919 \\* 6971)'),
  evaluated('shell substitution', '`expr 7919 \\* 6971`'),
  evaluated('shell separator', '; expr 7919 \\* 6971'),
  evaluated('shell separator', '| expr 7919 \\* 6971'),
  { kind: 'single quote', text: "'" },
  { kind: 'double quote', text: '"' },
  { kind: 'statement end', text: "'; --" },
  { kind: 'always true', text: "' OR '1'='1" },
  { kind: 'bidirectional override', text: '\u202egpj.exe' },
  { kind: 'zero-width joiner', text: 'a\u200db' },
  { kind: 'byte order mark', text: '\ufeff' },
  { kind: 'combining marks', text: `e${'\u0301'.repeat(12)}` },
  { kind: 'emoji sequence', text: '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}\u200d\u{1f466}' },
  { kind: 'line break', text: 'a\r\nb' },
  { kind: 'line separator', text: 'a\u2028b' },
  { kind: 'terminal escape', text: '\u001b[31mred\u001b[0m' },
  { kind: 'format directive', text: '%s%n%d' },
  { kind: 'percent', text: '%' },
  { kind: 'percent encoding', text: '%00%2e%2e%2f' },
  { kind: 'backslash', text: '\\' },
  { kind: 'open bracket', text: '[' },
  { kind: 'open parenthesis', text: '(' },
  { kind: 'asterisk', text: '*' },
  { kind: 'markup', text: '<script>alert(1)</script>' },
  { kind: 'entity', text: '&lt;&#0;' },
  { kind: 'object literal', text: '{"a":1}' },
  { kind: 'open brace', text: '{' },
  { kind: 'prototype name', text: '__proto__' },
  { kind: 'constructor name', text: 'constructor' },
  { kind: 'whitespace', text: ' ' },
  { kind: 'tab and newline', text: '\t\n' },
  { kind: 'not a number', text: 'NaN' },
  { kind: 'literal null', text: 'null' },
  { kind: 'literal undefined', text: 'undefined' },
  { kind: 'negative number', text: '-1' },
  { kind: 'option', text: '--help' },
  { kind: 'file address', text: 'file:///etc/passwd', proof: /root:[^:\n]*:0:0:/u },
  { kind: 'not a date', text: '2023-02-30' },
  { kind: 'Turkish dotless i', text: '\u0131\u0130' },
  { kind: 'sharp s', text: '\u00df' },
  { kind: 'text beyond the basic plane', text: '\u{10ffff}' },
  { kind: '256 characters', text: 'a'.repeat(256) },
  { kind: '1024 characters', text: 'a'.repeat(1024) },
  { kind: '65536 characters', text: 'a'.repeat(65_536) },
];

/** Kinds whose text a program may rightly take for what it says (a path to a file, a url). */
const PROVABLE = new Map(HOSTILE.flatMap((hostile) => (hostile.proof === undefined ? [] : [[hostile.text, hostile]])));

export const proofOf = (text: string): HostileString | undefined => PROVABLE.get(text);
