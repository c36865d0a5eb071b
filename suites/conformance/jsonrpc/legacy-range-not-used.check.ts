// A range in which old meanings live on.

import { errorCodes } from '../../artifacts/error-codes.ts';
import { judgeCodes } from '../../artifacts/judge-codes.ts';
import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'Codes from -32000 to -32019 are not used',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['jsonrpc.legacy-range-not-used', 'jsonrpc.legacy-range-no-new-codes'],
  why: 'SDKs and older servers use these codes for different things, so they tell a client nothing.',
  fix: 'Use a code of this revision, or one outside -32768 to -32000.',
  touch: 'probing',
  needs: { errorCodes },
  judge: ({ errorCodes: codes }) =>
    judgeCodes(codes, (code) => code <= -32000 && code >= -32019 && code !== -32002, 'a code with a defined meaning'),
});
