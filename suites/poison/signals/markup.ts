// What rendering hides or a chat template obeys: comments, hidden elements, pseudo tags, role markers.

import type { Sign } from './signal.ts';

/** Tags that pretend to a channel of their own; `<example>` and `<Purpose>` structure honest descriptions. */
const SECRET_TAG =
  /<\/?(?:hidden|secret|sys|override|private_instructions?|internal_instructions?|system_prompt|admin|do_not_show)(?:\s[^<>]{0,80})?>/i;
const LOUD_TAG = /<(?:important|system|instructions?|critical|urgent|attention|mandatory)(?:\s[^<>]{0,80})?>/i;
/** Not the attribute selector of a style sheet: `[hidden] { … }`, `[hidden], template { … }`. */
const DIRECTIVE =
  /\[\s{0,3}(?:hidden|system|secret|role|metadata|emergency|override|admin|internal|developer|security|priority|contradiction)(?:\s{1,3}(?:instructions?|directive|override|message|prompt|note|command|notice))?\s{0,3}\](?!\s{0,3}\{|,\s{0,4}[\w.#*[-]{1,40}[\]\s]{0,4}[{,])/i;
const CHAT_TEMPLATE =
  /<\|(?:im_start|im_end|system|user|assistant|endoftext|end_of_turn|start_header_id|eot_id|begin_of_text)\|>|\[\/?INST\]|<<\/?SYS>>|<start_of_turn>/;
const TURN = /(?:^|\n\n)(?:Human|Assistant|System): {0,2}\S/;
const LOUD_DIRECTIVE =
  /(?:^|[\s[(>.])(?:SYSTEM|HIDDEN|OVERRIDE|JAILBREAK|ROLE|EMERGENCY|SAFETY|SECRET|METADATA|ADMIN|PRIVILEGED?)[ _-](?:OVERRIDE|DIRECTIVE|INSTRUCTIONS?|PROTOCOL|BYPASS|PROMPT|COMMAND|MODE)/;
const SYSTEM_LINE = /(?:^|\n)\s{0,40}(?:SYSTEM|ADMIN|DEVELOPER|OVERRIDE DIRECTIVE|ACT AS)\s{0,3}:/;
const COMMENT = /<!--/;
const MARKDOWN_COMMENT = /(?:^|\n)\[[^\]\n]{0,40}\]:\s{0,4}(?:#|<>)\s{0,4}[("']/;
const HIDDEN_ELEMENT =
  /style\s{0,3}=[^>\n]{0,200}?(?:display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden|font-size\s{0,3}:\s{0,3}0(?![.\d])|opacity\s{0,3}:\s{0,3}0(?![.\d])|color\s{0,3}:\s{0,3}(?:white|#fff(?:fff)?)\b)/i;
const SCRIPT =
  /<script\b[^<>]{0,100}>[^<]{1,2000}<\/script|javascript:[a-z]{1,40}\(|\son(?:error|load|click)\s{0,3}=\s{0,3}["']/i;
const EVAL_CALL = /\b(?:eval|exec|Function)\s{0,3}\(\s{0,3}["'`][^"'`\n]{1,200}["'`]/;
const SYSTEM_CALL = /\b(?:os\.)?system\s{0,3}\(\s{0,3}["'`]|\bsubprocess\.(?:run|Popen|call)\s{0,3}\(|\brm -rf [/~]/;
const WIDE_GAP = / {120}|\n{12}|\u00a0{40}/;

interface Mark {
  readonly id: string;
  readonly pattern: RegExp;
  readonly weight: number;
  readonly says: string;
}

const MARKS: readonly Mark[] = [
  {
    id: 'secret-tag',
    pattern: SECRET_TAG,
    weight: 0.8,
    says: 'sets text apart for the model in a tag that promises secrecy',
  },
  { id: 'loud-tag', pattern: LOUD_TAG, weight: 0.5, says: 'sets orders apart for the model in a tag' },
  {
    id: 'bracket-directive',
    pattern: DIRECTIVE,
    weight: 0.7,
    says: 'has a directive in brackets, as if from the system',
  },
  { id: 'loud-directive', pattern: LOUD_DIRECTIVE, weight: 0.6, says: 'announces an override or directive' },
  { id: 'system-line', pattern: SYSTEM_LINE, weight: 0.5, says: 'speaks in the name of the system' },
  { id: 'chat-template', pattern: CHAT_TEMPLATE, weight: 1, says: 'has role markers of a chat template' },
  { id: 'turn-marker', pattern: TURN, weight: 0.5, says: 'speaks in turns of a conversation' },
  { id: 'html-comment', pattern: COMMENT, weight: 0.4, says: 'has a comment that no rendering shows' },
  {
    id: 'markdown-comment',
    pattern: MARKDOWN_COMMENT,
    weight: 0.6,
    says: 'has a Markdown comment that no rendering shows',
  },
  { id: 'hidden-element', pattern: HIDDEN_ELEMENT, weight: 0.6, says: 'has markup that hides its text' },
  { id: 'script', pattern: SCRIPT, weight: 0.4, says: 'has script in markup' },
  { id: 'eval-call', pattern: EVAL_CALL, weight: 0.6, says: 'shows code that evaluates a string' },
  { id: 'system-call', pattern: SYSTEM_CALL, weight: 0.6, says: 'shows code that runs a command' },
  { id: 'wide-gap', pattern: WIDE_GAP, weight: 0.4, says: 'pushes text out of sight with blank space' },
];

const TELLING = /[<[\]:(;\n]|SYSTEM|OVERRIDE|rm -|\s{40}/;

/** Patterns for tests that feed each its worst case. */
export const MARKUP_PATTERNS: readonly RegExp[] = MARKS.map((mark) => mark.pattern);

export function markupSigns(text: string): Sign[] {
  if (!TELLING.test(text) && !LOUD_DIRECTIVE.test(text)) return [];
  const signs: Sign[] = [];
  for (const { id, pattern, weight, says } of MARKS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const got = text
      .slice(match.index, match.index + 120)
      .replace(/\s+/g, ' ')
      .trim();
    signs.push({ signal: id, topic: 'markup', weight, says, got });
  }
  return signs;
}

/** Comments and the text around them: judged apart, since nobody but the model reads the former. */
export function withoutComments(text: string): { readonly shown: string; readonly commented: string } {
  let from = text.indexOf('<!--');
  if (from === -1) return { shown: text, commented: '' };
  let shown = '';
  let commented = '';
  let last = 0;
  while (from !== -1) {
    const end = text.indexOf('-->', from + 4);
    shown += `${text.slice(last, from)} `;
    commented += `${text.slice(from + 4, end === -1 ? text.length : end)}\n\n`;
    last = end === -1 ? text.length : end + 3;
    from = end === -1 ? -1 : text.indexOf('<!--', last);
  }
  return { shown: shown + text.slice(last), commented };
}
