// A name that no header can carry travels as Base64.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { mustServe } from '../../artifacts/header-verdicts.ts';

export default check({
  title: 'An encoded Mcp-Name is decoded before it is compared',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.name-header-base64-decoded'],
  why: 'Without decoding, nothing whose name is not plain ASCII can be called at all.',
  fix: 'Where Mcp-Name starts with =?base64? and ends with ?=, compare the UTF-8 text of the Base64 between.',
  touch: 'probing',
  needs: { headerProbes },
  judge: ({ headerProbes: probes }) =>
    mustServe(probes.of('name-encoded'), probes, 'the server offers nothing that has a name'),
});
