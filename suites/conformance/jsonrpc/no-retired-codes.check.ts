// Codes of earlier revisions that this one took back.

import { errorCodes } from '../../artifacts/error-codes.ts';
import { judgeCodes } from '../../artifacts/judge-codes.ts';
import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';

export default check({
  title: 'The retired codes -32002 and -32042 are not sent',
  level: 'must',
  revisions: PER_REQUEST,
  requirements: ['jsonrpc.no-retired-codes'],
  why: 'Clients of this revision no longer know them: a missing resource is -32602, and pages to open are asked for in results.',
  fix: 'Answer a missing resource with -32602; return input_required instead of -32042.',
  touch: 'probing',
  needs: { errorCodes },
  judge: ({ errorCodes: codes }) =>
    judgeCodes(codes, (code) => code === -32002 || code === -32042, '-32602, or a result that asks for input'),
});
