// Exchanges of an affinity run by their tags, and the words most rules here need.

import type { Exchange, Recording } from '../kernel/recording.ts';
import type { Where } from '../kernel/check.ts';

export const taggedWith = (recording: Recording, prefix: string): readonly Exchange[] =>
  recording.exchanges.filter(({ tag }) => tag?.startsWith(prefix) === true);

export const places = (exchanges: readonly Exchange[], most = 3): Where[] =>
  exchanges.slice(0, most).map(({ id }) => ({ exchange: id }));

/** Part of a tag between slashes. */
export const part = (exchange: Exchange, index: number): string => exchange.tag?.split('/')[index] ?? '';

/** Refused as unknown: 404, or 400 from servers that say it wrongly. */
export const refusedAsUnknown = ({ status }: Exchange): boolean => status === 404 || status === 400;
