// Plants a description, and more, into the first tool of the good server.

import type { Fault } from '../../../fixtures/good/fault.ts';
import { on } from '../../../fixtures/faults/on.ts';

export const described = (description: string): Fault =>
  on('tools/list', (r) => {
    r.tools[0].description = description;
  });
