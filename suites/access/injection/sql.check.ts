// An argument that is pasted into a query is a query.
//
// Proof: the database joins two words around a product and the three stand in the answer, or it waits each time it is
// told to. A tool that takes a whole statement on purpose fails on these texts: alone none of them is one.

import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { attack, attackOf, each, keyOf, type Place, placesIn, riddle, type Riddle, says, sentAt } from './places.ts';
import { type Form, milliseconds, proved, tryTiming } from './timing.ts';
import { newestOnly } from '../newest-only.ts';

/** SQL joins texts by `||` (ISO 9075; SQLite, PostgreSQL, Oracle) or by CONCAT (MySQL, SQL Server, PostgreSQL). */
const joined = ({ first, second, before, after }: Riddle): string => `'${before}'||(${first}*${second})||'${after}'`;
const concat = ({ first, second, before, after }: Riddle): string =>
  `CONCAT('${before}',${first}*${second},'${after}')`;

/** Columns of a query; each is filled, for which of them is shown nobody knows. */
const COLUMNS = 6;

const union = (quote: string, name: string, term: (asked: Riddle) => string): readonly SqlForm[] =>
  Array.from({ length: COLUMNS }, (_, index) => ({
    name: `UNION of ${index + 1}, ${name}`,
    text: (asked: Riddle) =>
      `assay${quote} UNION SELECT ${Array.from({ length: index + 1 }, () => term(asked)).join(',')} -- `,
  }));

interface SqlForm {
  readonly name: string;
  readonly text: (asked: Riddle) => string;
}

const FORMS: readonly SqlForm[] = [
  {
    name: 'joined texts',
    text: ({ first, second, before, after }) => `${before}'||(${first}*${second})||'${after}`,
  },
  ...union("'", '||', joined),
  ...union("'", 'CONCAT', concat),
];

const TIMED: readonly Form[] = [
  { name: 'pg_sleep', text: (seconds) => `assay'||(SELECT pg_sleep(${seconds}))||'` },
  { name: 'SLEEP', text: (seconds) => `assay'||(SELECT SLEEP(${seconds}))||'` },
  { name: 'WAITFOR', text: (seconds) => `assay'; WAITFOR DELAY '0:0:${seconds}' -- ` },
];

async function attackPlace(session: Session, place: Place): Promise<void> {
  for (const { name, text } of FORMS) {
    const asked = riddle(session);
    if (says(await attack(session, place, name, text(asked), asked.answer), asked.answer)) return;
  }
  for (const form of TIMED) await tryTiming(session, place, form);
}

export default check({
  title: 'No argument of a tool is read by a database as part of a query',
  level: 'must',
  revisions: ALL,
  requirements: [],
  url: () => 'https://owasp.org/www-project-mcp-top-10/',
  why: 'Whoever can put words into an argument reads and changes every table that the server may touch.',
  fix: 'Bind values as parameters of the statement; never join them into its text.',
  tags: ['owasp:MCP05', 'cwe:CWE-89'],
  severity: 'critical',
  touch: 'active',
  isolation: 'own',
  needs: { tools },
  applies: (_views, recording) => newestOnly(recording),
  probe: async (session, views) => {
    await each(session, placesIn(views.tools.items, session.callable), (place) => attackPlace(session, place));
  },
  judge: (_views, { probe }) => {
    const findings: Finding[] = [];
    let seen = 0;
    for (const exchange of probe) {
      const found = attackOf(exchange);
      if (found === undefined || exchange.response === undefined) continue;
      seen += 1;
      if (/ waiting \d+$/u.test(found.form) || !says(exchange, found.proof)) continue;
      findings.push({
        at: [at(exchange), { exchange: exchange.id, pointer: sentAt(found) }],
        got: `${found.tool} ${found.at}: a database worked out ${found.proof} (${found.form})`,
        want: 'the argument as text',
        key: keyOf(found),
      });
    }
    for (const { long, short } of proved(probe)) {
      const found = attackOf(long[0] as Exchange);
      if (found === undefined || findings.some(({ key }) => key === keyOf(found))) continue;
      findings.push({
        at: [...long, ...short].map((one) => at(one)),
        got: `${found.tool} ${found.at}: ${found.proof} waits each time (${milliseconds(long)} ms; told to wait for nothing: ${milliseconds(short)} ms)`,
        want: 'the argument as text',
        key: keyOf(found),
      });
    }
    return { seen, findings, note: 'no tool that may be called takes a free text' };
  },
});
