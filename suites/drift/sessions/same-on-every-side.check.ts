// A server that says one thing here and another there.

import { sidesCheck } from './sides.ts';

export default sidesCheck();
