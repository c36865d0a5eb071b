// Judges every answer of a load run: is it a result, of this request, for this session, with this content.
//
// The fast path compares the text with one that was parsed and checked before the run; only what differs is parsed.
// So full checking costs less than parsing, and a difference is always looked at closely.

import { createHash } from 'node:crypto';
import type { Expectation, Step, Template } from './shape.ts';

export interface Want {
  readonly id: number;
  readonly marker: string;
  /** `am` + run + `x`: what every marker of this run begins with. */
  readonly markerPrefix: string;
}

/** `undefined` for a right answer; otherwise the kind of error, with its detail after a space. */
export function judgeText(text: string, step: Step, want: Want): string | undefined {
  const template = step.expect?.template;
  if (template !== undefined && matches(template, text, want)) return undefined;
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return 'not-json';
  }
  return judgeMessage(message, text, step, want);
}

function judgeMessage(message: unknown, text: string, step: Step, want: Want): string | undefined {
  if (!isObject(message) || message['jsonrpc'] !== '2.0') return 'not-json-rpc';
  const error = message['error'];
  if (message['id'] !== want.id && !(isObject(error) && message['id'] == null)) return 'wrong-id';
  if (isObject(error)) return `json-rpc-error ${typeof error['code'] === 'number' ? error['code'] : '?'}`;
  const result = message['result'];
  if (!isObject(result)) return 'not-json-rpc';
  if (result['isError'] === true) return 'tool-error';
  if (!shapeHolds(step.method, result)) return 'wrong-content';
  return judgeContent(step.expect, result, text, want);
}

function judgeContent(expect: Expectation | undefined, result: object, text: string, want: Want): string | undefined {
  if (expect === undefined) return undefined;
  if (expect.echo === true) {
    if (foreignMarker(text, want)) return 'crossed';
    if (!text.includes(want.marker)) return 'wrong-content';
  }
  if (expect.contains !== undefined && !text.includes(expect.contains)) return 'wrong-content';
  if (expect.result !== undefined) {
    const now = sortedJson(result);
    if (now !== expect.result) return `changed-content ${digest(now)}`;
  }
  return undefined;
}

/** A marker of this run that is not the one of this request: the answer, or a part of it, was meant for somebody else. */
export function foreignMarker(text: string, want: Want): boolean {
  for (let at = text.indexOf(want.markerPrefix); at >= 0; at = text.indexOf(want.markerPrefix, at + 1))
    if (!text.startsWith(want.marker, at)) return true;
  return false;
}

/** What the method's result cannot be without. */
function shapeHolds(method: string, result: Readonly<Record<string, unknown>>): boolean {
  switch (method) {
    case 'tools/list':
      return Array.isArray(result['tools']);
    case 'resources/list':
      return Array.isArray(result['resources']);
    case 'resources/templates/list':
      return Array.isArray(result['resourceTemplates']);
    case 'prompts/list':
      return Array.isArray(result['prompts']);
    case 'prompts/get':
      return Array.isArray(result['messages']);
    case 'resources/read':
      return Array.isArray(result['contents']) || result['resultType'] === 'input_required';
    case 'tools/call':
      return Array.isArray(result['content']) || typeof result['resultType'] === 'string' || isObject(result['task']);
    default:
      return true;
  }
}

function matches(template: Template, text: string, want: Want): boolean {
  let expected = template.literals[0] ?? '';
  for (let index = 0; index < template.slots.length; index += 1)
    expected += (template.slots[index] === 'id' ? want.id : want.marker) + (template.literals[index + 1] ?? '');
  return expected === text;
}

/** Splits an answer at the id and the markers in it; `undefined` where the id does not stand there exactly once. */
export function learnTemplate(text: string, want: Want): Template | undefined {
  const literals: string[] = [];
  const slots: ('id' | 'marker')[] = [];
  let rest = text;
  const idMember = new RegExp(`"id":\\s*${want.id}(?=[,}\\s])`);
  while (rest.length > 0) {
    const marker = want.marker === '' ? -1 : rest.indexOf(want.marker);
    const found = idMember.exec(rest);
    const idAt = found === null ? -1 : found.index + found[0].length - String(want.id).length;
    if (marker < 0 && idAt < 0) break;
    const idFirst = idAt >= 0 && (marker < 0 || idAt < marker);
    const place = idFirst ? idAt : marker;
    literals.push(rest.slice(0, place));
    slots.push(idFirst ? 'id' : 'marker');
    rest = rest.slice(place + (idFirst ? String(want.id).length : want.marker.length));
  }
  literals.push(rest);
  return slots.filter((slot) => slot === 'id').length === 1 ? { literals, slots } : undefined;
}

export const sameTemplate = (a: Template | undefined, b: Template | undefined): boolean =>
  a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);

/** JSON with sorted keys and without what changes by itself (`_meta`). */
export function sortedJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => sortedJson(item)).join(',')}]`;
  if (!isObject(value)) return JSON.stringify(value) ?? 'null';
  const keys = Object.keys(value)
    .filter((key) => key !== '_meta')
    .toSorted();
  return `{${keys.map((key) => `${JSON.stringify(key)}:${sortedJson(value[key])}`).join(',')}}`;
}

export const digest = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 12);

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
