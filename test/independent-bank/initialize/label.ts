// How a mutant is called where people read it.

import type { Mutant } from './mutant.ts';

export const label = (one: Mutant): string =>
  [one.id, one.what, one.shape ?? 'tools', one.over ?? 'stdio', one.newest ?? ''].join(' | ');
