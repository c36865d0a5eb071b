// The rule on the bank: a crash that needs three calls before it is found and shrunk to exactly these.

import { proveOnBank } from '../../../kit/tool-defects.ts';

proveOnBank('fuzz/sequences/steps-hold-together');
