// Whatever a server lets slip, the gateway is the last that can keep it from the model.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeLeaks } from './rows.ts';

export default check({
  title: 'No planted value of a result comes through the gateway',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'A credential or a person’s data in a result ends in the context of a model, in its logs and in its next answer; a filter that knows one encoding or one channel only moves the leak.',
  fix: 'Let the gateway look into the channel and unpack the encoding of each cell that leaks, and stop the message or mask the value.',
  tags: ['owasp:MCP01', 'owasp:MCP10'],
  severity: 'high',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => judgeLeaks(recording, 'result'),
});
