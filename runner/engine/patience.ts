// Interrupts synchronous work: a virtual machine's own watchdog ends a loop or a regular expression that nothing else can.
//
// A worker thread would do the same at the price of copying every recording into it; `vm` ends the work in place.

import { Script } from 'node:vm';
import { lendPatience, OutOfPatience, type Patience } from '../../suites/kernel/patience.ts';

const WORK = Symbol.for('assay.work');
const here = globalThis as unknown as Record<symbol, (() => void) | undefined>;
const script = new Script(`globalThis[Symbol.for('assay.work')]()`);

const patience: Patience = <T>(ms: number, work: () => T): T => {
  let result: { readonly value: T } | undefined;
  const outer = here[WORK];
  here[WORK] = () => {
    result = { value: work() };
  };
  try {
    script.runInThisContext({ timeout: Math.max(1, Math.round(ms)), displayErrors: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException | undefined)?.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT')
      throw new OutOfPatience(Math.round(ms));
    throw error;
  } finally {
    here[WORK] = outer;
  }
  if (result === undefined) throw new OutOfPatience(Math.round(ms));
  return result.value;
};

lendPatience(patience);
