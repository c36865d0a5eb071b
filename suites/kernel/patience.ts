// The last line of defence against data made to keep its reader busy: what works on it is given so long and no longer.
//
// Suites know no clock. Whoever runs them on a stranger's data lends them one; without it work takes the time it takes.
// Sizes are capped first, where the work is done; this only catches what no cap foresaw.

export type Patience = <T>(ms: number, work: () => T) => T;

/** Thrown in the place of a result that did not come in time. */
export class OutOfPatience extends Error {
  constructor(ms: number) {
    super(`not done within ${ms} ms`);
    this.name = 'OutOfPatience';
  }
}

let lent: Patience = (_, work) => work();

/** Called by the runner, once. */
export function lendPatience(patience: Patience): void {
  lent = patience;
}

/**
 * The result of `work`, which must be synchronous.
 *
 * @throws OutOfPatience where it takes longer than `ms`.
 */
export const within: Patience = (ms, work) => lent(ms, work);
