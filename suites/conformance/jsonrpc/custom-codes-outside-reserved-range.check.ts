// Codes of the application keep out of the range of JSON-RPC.

import { errorCodes } from '../../artifacts/error-codes.ts';
import { judgeCodes } from '../../artifacts/judge-codes.ts';
import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Codes of the application lie outside -32768 to -32000',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['jsonrpc.custom-codes-outside-reserved-range'],
  why: 'JSON-RPC keeps the range for itself: a code invented in it may mean something else to a client.',
  fix: 'Choose codes above -32000 or below -32768.',
  touch: 'probing',
  needs: { errorCodes },
  judge: ({ errorCodes: codes }) =>
    judgeCodes(
      codes,
      (code) => code >= -32768 && code < -32099 && ![-32700, -32600, -32601, -32602, -32603].includes(code),
      'a code that JSON-RPC defines, or one outside the range',
    ),
});
