// Text in an argument is data: a template, a shell line or a path out of the folder must come to nothing.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { campaign } from '../campaign.ts';
import { judgeKind } from '../findings.ts';

export default check({
  title: 'Templates, shell syntax and paths in arguments are not carried out',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'Arguments come from a model that reads untrusted text: whoever writes that text runs code or reads files here.',
  fix: 'Pass arguments to programs as separate values, never through a shell or template; resolve paths and compare them with the allowed folder.',
  severity: 'critical',
  tags: ['owasp:MCP05', 'cwe:CWE-78', 'cwe:CWE-22', 'cwe:CWE-1336'],
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => judgeKind(views.campaign, 'evaluated'),
});
