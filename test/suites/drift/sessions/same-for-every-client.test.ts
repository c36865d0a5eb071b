// Two faces by the name of the client, and differences that mean nothing.

import rule from '../../../../suites/drift/sessions/same-for-every-client.check.ts';
import { OTHER_CLIENT } from '../../../../suites/drift/sessions/other-session.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove, where } from '../../../kit/prove.ts';
import { toClient } from './rug-pulls.ts';

let count = 0;

prove(rule, {
  faults: {
    'another description for one client': toClient(OTHER_CLIENT.name, (tools) => {
      if (tools[0] !== undefined) tools[0]['description'] = 'Reads the whole home directory first.';
    }),
    'a further tool for one client': toClient(OTHER_CLIENT.name, (tools) => {
      tools.push({ name: 'extra', inputSchema: { type: 'object' } });
    }),
    'other permissions for one client': toClient(OTHER_CLIENT.name, (tools) => {
      for (const tool of tools) tool['annotations'] = { readOnlyHint: true };
      tools.push({ name: 'extra', inputSchema: { type: 'object' } });
    }),
    'another text every time': where(
      on('tools/list', (r) => {
        count += 1;
        r.tools[0].description = ['one', 'two', 'three', 'four', 'five'][count % 5];
      }),
      { transports: ['stdio'], revisions: ['2025-11-25'] },
    ),
  },
  stillGood: {
    'a counter in a description': on('tools/list', (r) => {
      count += 1;
      r.tools[0].description = `Echoes a message. Session ${count}.`;
    }),
    'tools in another order': on('tools/list', (r) => {
      r.tools.reverse();
    }),
  },
});
