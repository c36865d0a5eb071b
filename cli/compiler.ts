// Tells V8 to wait before it optimises: an audit is thousands of functions that each run a few times.
//
// A quarter of the processor time of an audit went into optimised code that hardly ran, on the cores that the target needs.
// Loops that do run long are still optimised, a few milliseconds later: 10,000 tools are audited as fast as before.

import { setFlagsFromString } from 'node:v8';

/** Bytes of bytecode that a function runs through before V8 looks whether it is worth more; its own default is 132 KiB. */
const BUDGET = 800_000;

/** Versions of Node whose V8 is known to have the flag: another would complain of it. */
const KNOWN = /^v2[0-4]\./;

const chosen = [...process.execArgv, process.env['NODE_OPTIONS'] ?? ''].some((one) => /interrupt.budget/.test(one));
if (KNOWN.test(process.version) && !chosen) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
