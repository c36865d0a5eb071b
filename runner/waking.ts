// Time as it is lived: what a paused or crowded machine takes from this process is nobody's silence.
//
// After a stall timers fire before anything that arrived meanwhile is read, so that every answer would seem to be late. A
// wait is therefore cut into slices, and a slice that ended much too late is waited for again.

/** Milliseconds. */
const SLICE = 500;
/** Beyond this a slice was late, and what arrived in it may not have been read. */
const LATE = 100;
/** Late slices that are not counted; a machine that never recovers must not keep us for ever. */
const FORGIVEN = 40;

/** Calls `done` once this process was awake for `ms`; the result calls it off. */
export function afterWaking(ms: number, done: () => void): () => void {
  let left = ms;
  let forgiven = 0;
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    const slice = Math.min(left, SLICE);
    const began = performance.now();
    timer = setTimeout(() => {
      const late = performance.now() - began - slice > LATE && forgiven < FORGIVEN;
      if (late) forgiven += 1;
      else left -= slice;
      if (left > 0) wait();
      else done();
    }, slice);
  };
  wait();
  return () => clearTimeout(timer);
}

/** Resolves once this process was awake for `ms`. */
export const waking = (ms: number): Promise<void> =>
  new Promise((resolve) => {
    afterWaking(ms, resolve);
  });
