// Arguments leave for a server that may belong to anybody: what a model put into them is gone.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { judgeLeaks } from './rows.ts';

export default check({
  title: 'No planted value of an argument reaches the server behind the gateway',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'A model that was told to pass on what it has seen does so in arguments; the gateway is where that can be stopped, whatever the tool is.',
  fix: 'Let the gateway look at arguments of tools and prompts, at completion and resource requests, names of members included, before it forwards them.',
  tags: ['owasp:MCP01', 'owasp:MCP10'],
  severity: 'high',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => judgeLeaks(recording, 'argument'),
});
