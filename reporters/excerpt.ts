// Which part of an exchange a finding points to, and a window of that text fit to be shown on a few lines.

import type { Where } from '../suites/kernel/check.ts';
import type { Excerpt, Report } from '../suites/kernel/report.ts';
import { type Place, placeOf } from './place.ts';

export interface Shown {
  readonly side: 'sent' | 'received';
  /** The whole excerpt text. */
  readonly text: string;
  /** Where in it the finding points; absent where it points at the message as a whole. */
  readonly place?: Place;
}

/** Offsets where a JSON text may begin: the first one, every line, every `data:` field of an event stream. */
function beginnings(text: string): number[] {
  const found: number[] = [];
  for (const match of text.matchAll(/^(?:data: ?)?[ \t]*(?=[{[])/gm)) found.push(match.index + match[0].length);
  return found;
}

function inText(text: string, pointer: string, near: boolean): Place | undefined {
  for (const from of beginnings(text)) {
    const place = placeOf(text, pointer, { from, near });
    if (place !== undefined) return place;
  }
  return undefined;
}

/** The side of an excerpt that a pointer resolves in: the answer first, then what was sent, then the nearest ancestor. */
export function shownOf(excerpt: Excerpt, pointer: string | undefined): Shown {
  if (pointer !== undefined && pointer !== '') {
    for (const near of [false, true])
      for (const side of ['received', 'sent'] as const) {
        const place = inText(excerpt[side], pointer, near);
        if (place !== undefined) return { side, text: excerpt[side], place };
      }
  }
  return excerpt.received === '' ? { side: 'sent', text: excerpt.sent } : { side: 'received', text: excerpt.received };
}

export function shownAt(report: Report, where: Where | undefined): Shown | undefined {
  const excerpt = where === undefined ? undefined : report.excerpts[where.exchange];
  return excerpt === undefined ? undefined : shownOf(excerpt, where?.pointer);
}

export interface Window {
  readonly before: string;
  readonly hit: string;
  readonly after: string;
}

/** About `limit` characters around the place, cut ends marked; the beginning where there is no place. */
export function windowOf(shown: Shown, limit: number): Window {
  const { text, place } = shown;
  if (place === undefined) return { before: cutEnd(text, limit), hit: '', after: '' };
  const hit = cutEnd(text.slice(place.start, place.end), Math.floor(limit * 0.6));
  const room = limit - hit.length;
  const lead = Math.min(place.start, Math.floor(room / 2));
  const before = text.slice(place.start - lead, place.start);
  return {
    before: lead < place.start ? `…${whole(before, 'start')}` : before,
    hit,
    after: cutEnd(text.slice(place.end, place.end + room * 2), room - lead),
  };
}

function cutEnd(text: string, limit: number): string {
  return text.length <= limit ? text : `${whole(text.slice(0, Math.max(0, limit)), 'end')}…`;
}

/** Drops half of a surrogate pair at a cut. */
function whole(text: string, side: 'start' | 'end'): string {
  return side === 'end' ? text.replace(/[\ud800-\udbff]$/, '') : text.replace(/^[\udc00-\udfff]/, '');
}
