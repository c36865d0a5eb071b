// Codes that the protocol keeps for itself mean what it says, or nothing yet.

import { errorCodes } from '../../artifacts/error-codes.ts';
import { judgeCodes } from '../../artifacts/judge-codes.ts';
import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Between -32020 and -32099 only codes that the revision defines are sent',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['jsonrpc.no-undefined-mcp-codes'],
  why: 'A later revision may give the code a meaning, and every client will then misread this server.',
  fix: 'Use a code outside -32768 to -32000 for errors of your own.',
  touch: 'probing',
  needs: { errorCodes },
  judge: ({ errorCodes: codes }) =>
    judgeCodes(
      codes,
      (code) => code <= -32020 && code >= -32099 && ![-32020, -32021, -32022, -32042].includes(code),
      '-32020, -32021 or -32022 in this range',
    ),
});
