// Mcp-Name is required wherever a request names a tool, a prompt or a resource.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { mustRefuse } from '../../artifacts/header-verdicts.ts';

export default check({
  title: 'A request that needs Mcp-Name and lacks it is refused',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: [
    'http.name-header-missing-tools-call',
    'http.name-header-missing-resources-read',
    'http.name-header-missing-prompts-get',
  ],
  why: 'What may be called by whom is often decided on the way, by this header; without it the check is skipped.',
  fix: 'Require Mcp-Name on tools/call, prompts/get and resources/read; answer 400 with code -32020 where it is absent.',
  touch: 'probing',
  needs: { headerProbes },
  judge: ({ headerProbes: { of } }) => mustRefuse(of('name-missing'), [], 'the server offers nothing that has a name'),
});
