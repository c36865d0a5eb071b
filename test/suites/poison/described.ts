// Plants a description, and more, into the first tool of the good server.

import { vi } from 'vitest';
import type { Fault } from '../../../fixtures/good/fault.ts';
import { on } from '../../../fixtures/faults/on.ts';

// Many audits at once on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

export const described = (description: string): Fault =>
  on('tools/list', (r) => {
    r.tools[0].description = description;
  });
