// Names in any letter case, values without the blanks around them: that is HTTP.

import { check } from '../../kernel/check.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { headerProbes } from '../../artifacts/header-probes.ts';
import { mustServe } from '../../artifacts/header-verdicts.ts';

export default check({
  title: 'Headers are recognised in any letter case and with blanks around the value',
  level: 'must',
  revisions: PER_REQUEST,
  transports: ['streamable-http'],
  requirements: ['http.header-names-case-insensitive', 'http.header-value-whitespace'],
  why: 'Proxies and HTTP/2 change the case of names, and some clients pad values: such requests are right.',
  fix: 'Look headers up without regard to case and trim spaces and tabs around the value (RFC 9110, section 5.5).',
  touch: 'probing',
  needs: { headerProbes },
  judge: ({ headerProbes: probes }) =>
    mustServe(probes.of('names-lower', 'names-upper', 'names-mixed', 'padded', 'name-padded'), probes),
});
