// What the header names is what the body names.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { mustRefuse } from '../../artifacts/header-verdicts.ts';

export default check({
  title: 'A Mcp-Name that differs from the body is refused',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: [
    'http.name-header-mismatch-tools-call',
    'http.name-header-mismatch-resources-read',
    'http.name-header-mismatch-prompts-get',
    'http.name-header-base64-mismatch',
  ],
  why: 'A gateway lets one tool pass and the server runs another.',
  fix: 'Decode Mcp-Name where it is encoded, compare it with params.name or params.uri, and answer 400 with code -32020 before anything runs.',
  severity: 'high',
  touch: 'probing',
  needs: { headerProbes },
  judge: ({ headerProbes: { of } }) =>
    mustRefuse(of('name-mismatch', 'encoded-mismatch'), [], 'the server offers nothing that has a name'),
});
