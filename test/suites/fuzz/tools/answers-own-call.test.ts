// The rule on the bank of planted defects: each found, each with its smallest input, nothing else.

import { proveOnBank } from '../../../kit/tool-defects.ts';

proveOnBank('fuzz/tools/answers-own-call');
