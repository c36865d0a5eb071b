// Characters that a person does not see but a model reads: which they are, what they hide, and when they are innocent.

/** What a run of invisible characters is good for; `tag` and `selector` can carry whole messages. */
export type InvisibleKind = 'tag' | 'bidi' | 'zero-width' | 'selector' | 'filler' | 'control' | 'escape';

export interface Invisible {
  readonly kind: InvisibleKind;
  readonly index: number;
  readonly code: number;
  /** Letters or digits of a cased Latin text on both sides: nothing there needs a joiner. */
  readonly insideWord: boolean;
}

const FILLERS = new Set([0x00ad, 0x034f, 0x061c, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x180e, 0x3164, 0xffa0, 0x2800]);

/** Unicode 16, general category Cf and the default ignorable code points, sorted into what they are used for. */
export function invisibleKind(code: number): InvisibleKind | undefined {
  if (code === 0x1b || code === 0x9b) return 'escape';
  if (code < 0x20) return code === 0x09 || code === 0x0a || code === 0x0d ? undefined : 'control';
  if (code < 0x7f) return undefined;
  if (code <= 0x9f) return code === 0x85 ? undefined : 'control';
  if (code >= 0x200b && code <= 0x200d) return 'zero-width';
  if (code === 0x200e || code === 0x200f) return 'bidi';
  if (code >= 0x202a && code <= 0x202e) return 'bidi';
  if (code >= 0x2060 && code <= 0x2064) return 'zero-width';
  if (code >= 0x2066 && code <= 0x2069) return 'bidi';
  if (code === 0xfeff) return 'zero-width';
  if (code >= 0xfe00 && code <= 0xfe0f) return 'selector';
  if (code >= 0xe0000 && code <= 0xe007f) return 'tag';
  if (code >= 0xe0100 && code <= 0xe01ef) return 'selector';
  return FILLERS.has(code) ? 'filler' : undefined;
}

const latin = (code: number): boolean =>
  (code >= 48 && code <= 57) || (code >= 65 && code <= 90) || (code >= 97 && code <= 122);

const pictograph =
  /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\u{1f1e6}-\u{1f1ff}#*0-9]|\u{200d}|\u{fe0f}|\u{20e3})$/u;

/** Scripts whose letters join or break by these characters: Arabic, Indic, Thai, Khmer, Mongolian, … */
const joining = (code: number): boolean =>
  (code >= 0x0590 && code <= 0x109f) || (code >= 0x1780 && code <= 0x18af) || (code >= 0xa800 && code <= 0xabff);

const rightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]/;

/** Every invisible character of a text that has no typographic excuse where it stands. */
export function invisibles(text: string): Invisible[] {
  if (!VEILED.test(text)) return [];
  const found: Invisible[] = [];
  const directed = rightToLeft.test(text.replaceAll('\ufeff', ''));
  let flag = false;
  for (let index = 0; index < text.length; index += 1) {
    const unit = text.charCodeAt(index);
    if (unit >= 0x20 && unit < 0x7f) continue;
    const code = text.codePointAt(index) ?? unit;
    const kind = invisibleKind(code);
    const at = index;
    if (code > 0xffff) index += 1;
    // Flags of England, Scotland and Wales: black flag, tag letters, cancel tag (UTS 51, emoji tag sequences).
    if (code === 0x1f3f4) flag = true;
    else if (kind !== 'tag') flag = false;
    if (kind === undefined || (kind === 'tag' && flag)) continue;
    if (excused(text, at, index + 1, kind, directed)) continue;
    const insideWord = latin(text.charCodeAt(at - 1)) && latin(text.charCodeAt(index + 1));
    found.push({ kind, index: at, code, insideWord });
  }
  return found;
}

function excused(text: string, start: number, end: number, kind: InvisibleKind, directed: boolean): boolean {
  const before = codeBefore(text, start);
  const after = text.codePointAt(end) ?? 0;
  if (kind === 'bidi') return directed;
  if (kind === 'selector') return before > 0x7f ? !invisibleKind(before) : isPicture(before);
  if (kind !== 'zero-width' && kind !== 'filler') return false;
  const code = text.charCodeAt(start);
  // A byte order mark at the very start, a soft hyphen, and what joins the letters of some scripts or the parts of an emoji.
  if (code === 0xfeff) return start === 0;
  if (code === 0x00ad) return true;
  if (code === 0x200d && (isPicture(before) || isPicture(after))) return true;
  return joining(before) || joining(after) || (before > 0x2e7f && after > 0x2e7f);
}

const isPicture = (code: number): boolean => code > 0 && pictograph.test(String.fromCodePoint(code));

function codeBefore(text: string, index: number): number {
  if (index <= 0) return 0;
  const low = text.charCodeAt(index - 1);
  if (low >= 0xdc00 && low <= 0xdfff && index > 1) return text.codePointAt(index - 2) ?? low;
  return low;
}

/** The text that tag characters spell (U+E0020–U+E007E mirror ASCII), or bytes hidden in variation selectors. */
export function hiddenMessage(text: string): string {
  let message = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0xe0020 && code <= 0xe007e) message += String.fromCharCode(code - 0xe0000);
    else if (code >= 0xe0100 && code <= 0xe01ef) message += printable(code - 0xe0100 + 16);
  }
  return message;
}

const printable = (code: number): string => (code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '');

/** Code units that may be, or begin, an invisible character. */
const VEILED =
  /[\0-\u0008\v\f\u000e-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u2800\u3164\ufeff\uffa0\udb40]|[\u200b-\u200f]|[\u202a-\u202e]|[\u2060-\u206f]|[\ufe00-\ufe0f]|\u034f|\u17b4|\u17b5|\u180e/;

/** The text as a person would see it: tag characters spelled out, everything else invisible dropped. */
export function revealed(text: string): string {
  if (!VEILED.test(text)) return text;
  let out = '';
  for (const char of text) {
    const code = char.codePointAt(0) ?? 0;
    if (code >= 0xe0020 && code <= 0xe007e) out += String.fromCharCode(code - 0xe0000);
    else if (invisibleKind(code) === undefined) out += char;
  }
  return out;
}
