// A header that cannot be read rightly is not guessed at.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { mustRefuse } from '../../artifacts/header-verdicts.ts';

export default check({
  title: 'A Mcp-Name with forbidden characters or broken Base64 is refused',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.header-invalid-characters'],
  why: 'Lenient decoding makes of one header several names, depending on who reads it.',
  fix: 'Answer 400 with code -32020 where Mcp-Name holds anything but visible ASCII, space and tab, or Base64 that does not decode strictly.',
  touch: 'probing',
  needs: { headerProbes },
  judge: ({ headerProbes: { of } }) =>
    // An HTTP stack that refuses the bytes by itself, or closes the connection, has done what is asked.
    mustRefuse(
      of('bytes', 'base64-padding', 'base64-signs').filter(({ exchange }) => exchange.outcome !== 'closed'),
      [],
      'no listed item to name',
    ),
});
