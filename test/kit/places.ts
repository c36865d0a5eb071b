// Whether a finding points at something that is there: an exchange or frame, and a JSON pointer into a message of it.

import type { Where } from '../../suites/kernel/check.ts';
import type { Frame, Recording } from '../../suites/kernel/recording.ts';

export function resolves(recording: Recording, where: Where): boolean {
  const frames = framesOf(recording, where.exchange);
  if (frames.length === 0) return false;
  const { pointer } = where;
  if (pointer === undefined || pointer === '') return true;
  return frames.some(({ json }) => reaches(json, pointer));
}

function framesOf(recording: Recording, id: string): readonly Frame[] {
  if (id.startsWith('f')) return recording.frames.filter(({ seq }) => `f${seq}` === id);
  const exchange = recording.exchanges.find((one) => one.id === id);
  return exchange === undefined ? [] : [exchange.sent, ...exchange.received];
}

function reaches(json: unknown, pointer: string): boolean {
  let value = json;
  for (const token of pointer.split('/').slice(1)) {
    const key = token.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return false;
    value = (value as Record<string, unknown>)[key];
  }
  return true;
}
