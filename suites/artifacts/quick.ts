// Which exchanges were quick, as this machine goes: what is asked next must not follow from how busy it is.

import type { Exchange } from '../kernel/recording.ts';

/** Milliseconds below which one of these was quick: so many, and ten times what the quickest took. */
export const quickBelow = (exchanges: readonly Exchange[], ms: number): number =>
  ms + 10 * Math.min(...exchanges.map((exchange) => exchange.ms));
