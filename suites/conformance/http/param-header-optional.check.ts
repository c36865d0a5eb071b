// Where the body has no value no header is due.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { paramProbes } from '../../artifacts/param-probes.ts';
import { mustNotMind } from './param-verdicts.ts';

export default check({
  title: 'No Mcp-Param header is expected for an argument that is null or absent',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.param-header-null-or-absent'],
  why: 'Clients must leave the header out there; a server that demands it refuses every such call.',
  fix: 'Expect Mcp-Param headers only for arguments that are present and not null.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { paramProbes },
  judge: ({ paramProbes: probes }) => mustNotMind(probes, 'absent', 'null'),
});
