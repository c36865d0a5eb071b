// A server for one machine listens on that machine alone.

import { check } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { listening, MEASURE } from '../../artifacts/listening.ts';

export default check({
  title: 'A local server listens on loopback only',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http', 'http-sse'],
  requirements: ['http.bind-localhost', 'http.local-bind'],
  why: 'On all interfaces everybody in the same network can call the tools of a server that was meant for one user.',
  fix: 'Bind to 127.0.0.1 (and ::1) unless the server is meant to be reached from other machines.',
  tags: ['exposure'],
  touch: 'passive',
  needs: { listening },
  judge: ({ listening: addresses }, { recording }) => {
    if (addresses === undefined)
      return {
        seen: 0,
        findings: [],
        note: `the target is not on this machine, or its sockets cannot be read (${MEASURE})`,
      };
    const open = addresses.filter((address) => !isLoopback(address));
    const [first] = recording.exchanges;
    return {
      seen: addresses.length,
      findings:
        open.length === 0
          ? []
          : [{ at: [at(first)], got: `listens on ${open.join(', ')}`, want: '127.0.0.1 or ::1', key: 'open' }],
    };
  },
});

const isLoopback = (address: string): boolean =>
  address.startsWith('127.') || address === '::1' || address.startsWith('::ffff:127.');
