// Faults of a protected server, by entry of the inventory: planted elsewhere, where tokens are to be had.

import { type Bank, overStdio, says, unseen } from '../plant.ts';

const guarded = unseen(
  'A protected server with a real authorization server is needed: planted in independent-bank/authorization.',
);
const gateway = unseen('A gateway with an upstream of our own is needed.');

const GUARDED = [
  'unauthenticated-401',
  'invalid-token-401',
  'expired-token-401',
  'audience-validated',
  'every-request-checked',
  'error-challenge',
  'malformed-400',
  'prm-implemented',
  'prm-discoverable',
  'prm-authorization-servers',
  'prm-resource-matches',
  'prm-as-https',
  'endpoint-tls',
  'challenge-scope',
  'scope-consistent',
  'no-offline-access',
  'insufficient-scope-403',
  'insufficient-scope-challenge',
  'scope-challenge-complete',
  'scope-hierarchy',
  'query-token-not-accepted',
  'canonical-uri-case',
  'canonical-no-trailing-slash',
];

export const AUTHORIZATION: Bank = {
  ...Object.fromEntries(GUARDED.map((name) => [`authorization.${name}`, guarded])),
  'authorization.not-over-stdio': overStdio(
    says((message, about) =>
      about.method === 'tools/call'
        ? [
            {
              jsonrpc: '2.0',
              id: about.id,
              error: { code: -32602, message: 'accessToken missing in _meta: WWW-Authenticate: Bearer' },
            },
          ]
        : [message],
    ),
  ),
  ...Object.fromEntries(
    [
      'no-token-passthrough',
      'schema-ref-not-fetched',
      'schema-ref-fetch-guarded',
      'schema-unresolved-ref-rejected',
      'schema-bounds',
    ].map((name) => [`security.${name}`, gateway]),
  ),
  'jsonrpc.all-message-kinds-delivered': gateway,
};
