import { describe, expect, test } from 'vitest';
import rule, { isInside } from '../../../../suites/conformance/authorization/over-tls.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

const resource = (url: string) => guarded({ metadata: (usual) => ({ ...usual, resource: url }) });

prove(rule, {
  ...GUARDED,
  faults: {
    'it names itself by http': where({}, resource('http://mcp.example.com/mcp')),
    'it sends clients to http for its metadata': where(
      {},
      guarded({
        challenge: () => 'Bearer resource_metadata="http://mcp.example.com/.well-known/oauth-protected-resource"',
      }),
    ),
  },
  stillGood: {
    'a public address with TLS': where({}, resource('https://mcp.example.com/mcp')),
    'an address within a cluster': where({}, resource('http://mcp.tools.svc.cluster.local/mcp')),
  },
});

describe('an address is inside', () => {
  test.each(['localhost', '127.0.0.1', '[::1]', '10.1.2.3', '192.168.0.7', '172.20.1.1', 'mcp', 'a.b.internal'])(
    '%s',
    (host) => expect(isInside(host)).toBe(true),
  );
  test.each(['mcp.example.com', '8.8.8.8', '172.32.0.1', '[2001:db8::1]'])('not %s', (host) =>
    expect(isInside(host)).toBe(false),
  );
});
