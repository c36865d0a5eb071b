// A gateway that looks for secrets has no reason to touch anything else.

import { check } from '../../kernel/check.ts';
import { ALL } from '../../kernel/revision.ts';
import { gatewayOf, NOT_TRIED, UNKNOWN } from './rows.ts';

export default check({
  title: 'The gateway leaves what holds no secret as it was',
  level: 'should',
  revisions: ALL,
  requirements: [],
  why: 'Members that a gateway drops or rewrites in passing are missing where clients rely on them: schemas, annotations, structured content, metadata.',
  fix: 'Change the value that was found and pass everything around it on as it came, members the gateway does not know included.',
  touch: 'heavy',
  needs: {},
  judge: (_views, { recording }) => {
    const measures = gatewayOf(recording);
    if (measures === undefined) return { seen: 0, findings: [], note: NOT_TRIED };
    if (!measures.recognised) return { seen: 0, findings: [], note: UNKNOWN };
    const findings = measures.alterations.map(({ where, what, times, exchange }) => ({
      at: [{ exchange }],
      got: `${where}: ${what}, ${times} ${times === 1 ? 'time' : 'times'}`,
      want: 'as the server sent it',
      key: `${where}.${what}`.replaceAll(' ', '-'),
    }));
    return { seen: measures.rows.filter(({ outcome }) => outcome === 'intact').length, findings };
  },
});
