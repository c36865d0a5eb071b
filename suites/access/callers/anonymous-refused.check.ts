// Whoever shows no credentials gets nothing, where others have to show them.

import { check } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import { itemsOf } from './doing.ts';
import { ANONYMOUS } from './expected.ts';
import { INHERENT, nothing, servedFinding } from './verdicts.ts';
import { callers, NO_CALLERS } from './callers.ts';

export default check({
  title: 'Nothing is listed, called or read without credentials',
  level: 'must',
  severity: 'critical',
  revisions: { since: '2024-11-05' },
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  why: 'One forgotten route is all it takes: a method, a list or a read that nobody guards is open to everybody who reaches the port.',
  fix: 'Refuse every request without valid credentials with 401, initialize included; what is meant to be public stands under access.matrix.anonymous.',
  tags: ['owasp:MCP07'],
  touch: 'probing',
  needs: { callers },
  applies: ({ callers: { facts } }, recording) => {
    if (recording.facts.inherent === true) return { kind: 'nothing-to-judge', note: INHERENT };
    return facts?.lines.some(({ caller }) => caller === ANONYMOUS) === true
      ? { kind: 'nothing-to-judge', note: 'the matrix has lines for anonymous: other rules hold it to them' }
      : undefined;
  },
  judge: ({ callers: compared }) => {
    const { facts, asked, doings } = compared;
    if (facts === undefined) return nothing(NO_CALLERS);
    const lists = asked.filter(({ step, caller }) => step === 'list1' && caller === ANONYMOUS);
    const open = lists.filter(
      ({ exchange }, index) =>
        itemsOf(exchange).length > 0 &&
        lists.findIndex((one) => one.exchange.method === exchange.method && itemsOf(one.exchange).length > 0) === index,
    );
    const done = doings.filter(({ caller, ended }) => caller === ANONYMOUS && ended !== 'unclear');
    return {
      seen: lists.length + done.length,
      findings: [
        ...open.map(({ exchange }) => ({
          at: [at(exchange)],
          got: `${exchange.method} without credentials gave ${itemsOf(exchange).length} entries`,
          want: '401',
          key: exchange.method,
        })),
        ...done.filter(({ ended }) => ended === 'served').map((doing) => servedFinding(doing, '401')),
      ],
    };
  },
});
