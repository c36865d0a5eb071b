// What a target says is read by programs: most of them are built on the official SDK, 1.x.

import { judgeClient, sdkClients } from '../../artifacts/sdk-clients.ts';
import { check } from '../../kernel/check.ts';

export default check({
  title: 'The official SDK client 1.x connects, lists and calls',
  level: 'advice',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  transports: ['stdio', 'streamable-http'],
  requirements: ['schema.initialize-result', 'schema.list-tools-result', 'schema.call-tool-result'],
  why: 'Clients built on the SDK refuse what its schemas do not know, whoever is right: their users see a server that does not work.',
  fix: 'Look at what the client says beside the exchange; mend the answer, or report the difference to the SDK.',
  touch: 'probing',
  needs: { sdkClients },
  judge: ({ sdkClients: clients }, { recording }) => judgeClient(recording, clients.of('sdk-1'), 'the SDK client 1.x'),
});
