// What does not show: invisible characters, lookalike letters, terminal escapes.

import { disguises } from '../text/confusables.ts';
import { hiddenMessage, invisibles } from '../text/invisible.ts';
import type { Invisible, InvisibleKind } from '../text/invisible.ts';
import type { Sign } from './signal.ts';

const CLEAN = /^[\t\n\r\u0020-\u007e]*$/;

const hex = (code: number): string => `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;

const WORDING: Readonly<Record<InvisibleKind, string>> = {
  tag: 'hides text in tag characters',
  bidi: 'turns the direction of text with bidirectional controls',
  'zero-width': 'has zero-width characters',
  selector: 'has variation selectors that select nothing',
  filler: 'has blank filler characters',
  control: 'has control characters',
  escape: 'has terminal escape sequences',
};

/** One sign per kind of invisible character; weight by what the characters can carry. */
export function invisibleSigns(text: string): Sign[] {
  if (CLEAN.test(text)) return [];
  const groups = new Map<InvisibleKind, Invisible[]>();
  for (const found of invisibles(text)) {
    const group = groups.get(found.kind);
    if (group === undefined) groups.set(found.kind, [found]);
    else group.push(found);
  }
  return [...groups].map(([kind, group]) => ({
    signal: `invisible-${kind}`,
    topic: kind === 'escape' || kind === 'control' ? ('terminal' as const) : ('unicode' as const),
    weight: weightOf(kind, group),
    says: WORDING[kind],
    got: showing(text, group, kind),
  }));
}

function weightOf(kind: InvisibleKind, group: readonly Invisible[]): number {
  if (kind === 'tag' || kind === 'escape') return 1.2;
  if (kind === 'bidi')
    return group.some((one) => one.code === 0x202e || one.code === 0x202d || one.code >= 0x2066) ? 1 : 0.5;
  if (kind === 'selector') return group.length > 3 ? 1.2 : 0.5;
  if (kind === 'control') return group.some((one) => one.code === 0x08 || one.code === 0x00) ? 0.8 : 0.5;
  // One stray zero-width space is what a copied web page leaves; inside a Latin word or in numbers it is put there.
  return group.some((one) => one.insideWord) || group.length > 3 ? 1 : 0.5;
}

function showing(text: string, group: readonly Invisible[], kind: InvisibleKind): string {
  const message = kind === 'tag' || kind === 'selector' ? hiddenMessage(text) : '';
  if (message.length > 3) return `${group.length} × ${kind}, spelling "${message.slice(0, 100)}"`;
  const codes = [...new Set(group.map((one) => hex(one.code)))].slice(0, 4).join(', ');
  const at = group[0]?.index ?? 0;
  return `${group.length} × ${codes} at character ${at}`;
}

/** Words written with letters of other scripts so that they read as something else. */
export function disguiseSigns(text: string, identifier: boolean, written?: ReadonlySet<string>): Sign[] {
  const found = disguises(text, identifier, written);
  if (found.length === 0) return [];
  const first = found[0];
  return [
    {
      signal: identifier ? 'disguised-name' : 'disguised-words',
      topic: identifier ? 'names' : 'unicode',
      weight: identifier ? 1 : found.length > 1 ? 1 : 0.7,
      says: identifier ? 'has a name written to look like another' : 'has words written with letters of another script',
      got: `${first?.kind}: "${first?.word}" reads as "${first?.reads}"`,
    },
  ];
}
