// An argument that reaches a shell as part of a command line is a command line.
//
// Proof: a sum that the shell works out stands in the answer between two words, though neither the sum nor the three
// together stand in the question; or a wait that is kept each time, and not where it is told to be nothing. A tool that
// runs a whole command on purpose is told by a bare command, and is no finding.

import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { attack, attackOf, each, keyOf, type Place, placesIn, riddle, type Riddle, says, sentAt } from './places.ts';
import { type Form, milliseconds, proved, tryTiming } from './timing.ts';
import { newestOnly } from '../newest-only.ts';

const echo = ({ first, second, before, after }: Riddle): string => `echo ${before}$((${first}*${second}))${after}`;

/** Ways out of the place where an argument may stand: bare, in either quotes, before a pipe. */
const FORMS: readonly (readonly [name: string, text: (command: string) => string])[] = [
  [';', (command) => `x; ${command} #`],
  ['$()', (command) => `x$(${command})`],
  ["';", (command) => `x'; ${command} #`],
  ['";', (command) => `x"; ${command} #`],
  ['|', (command) => `x | ${command}`],
  ['line break', (command) => `x\n${command}\n`],
];

const TIMED: readonly Form[] = [
  { name: '$(sleep)', text: (seconds) => `x$(sleep ${seconds})` },
  { name: "';sleep", text: (seconds) => `x'; sleep ${seconds}; '` },
];

const BARE = 'a bare command';

async function attackPlace(session: Session, place: Place): Promise<void> {
  for (const [name, text] of FORMS) {
    const asked = riddle(session);
    if (!says(await attack(session, place, name, text(echo(asked)), asked.answer), asked.answer)) continue;
    // `expr` prints the product where a shell runs it as a command, and is words to any other program.
    const { first, second } = riddle(session);
    await attack(session, place, BARE, `expr ${first} \\* ${second}\n`, String(first * second));
    return;
  }
  for (const form of TIMED) await tryTiming(session, place, form);
  await attack(session, place, BARE, 'sleep 1\n', 'sleep');
}

export default check({
  title: 'No argument of a tool is read by a shell',
  level: 'must',
  revisions: ALL,
  requirements: [],
  url: () => 'https://owasp.org/www-project-mcp-top-10/',
  why: 'Whoever can put words into an argument, a web page that a model read for instance, runs programs on the machine.',
  fix: 'Start programs without a shell, arguments as a list (execFile, subprocess without shell=True), after "--".',
  tags: ['owasp:MCP05', 'cwe:CWE-78'],
  severity: 'critical',
  touch: 'active',
  isolation: 'own',
  needs: { tools },
  applies: (_views, recording) => newestOnly(recording),
  probe: async (session, views) => {
    await each(session, placesIn(views.tools.items, session.callable), (place) => attackPlace(session, place));
  },
  judge: (_views, { probe }) => {
    const attacks = probe.flatMap((exchange) => {
      const found = attackOf(exchange);
      return found === undefined ? [] : [{ exchange, ...found }];
    });
    const answered = attacks.filter(({ exchange }) => exchange.response !== undefined);
    const isShell = (exchange: Exchange, proof: string): boolean =>
      proof === 'sleep' ? exchange.ms >= 970 : says(exchange, proof);
    const meant = new Set(
      answered.filter(({ form, proof, exchange }) => form === BARE && isShell(exchange, proof)).map(keyOf),
    );
    const findings: Finding[] = [];
    for (const one of answered) {
      if (one.form === BARE || / waiting \d+$/u.test(one.form) || !says(one.exchange, one.proof)) continue;
      if (meant.has(keyOf(one))) continue;
      findings.push({
        at: [at(one.exchange), { exchange: one.exchange.id, pointer: sentAt(one) }],
        got: `${one.tool} ${one.at}: a shell worked out ${one.proof} (${one.form})`,
        want: 'the argument as text',
        key: keyOf(one),
      });
    }
    for (const { long, short } of proved(probe)) {
      const found = attackOf(long[0] as Exchange);
      if (found === undefined || meant.has(keyOf(found)) || findings.some(({ key }) => key === keyOf(found))) continue;
      findings.push({
        at: [...long, ...short].map((exchange) => at(exchange)),
        got: `${found.tool} ${found.at}: ${found.proof} waits each time (${milliseconds(long)} ms; told to wait for nothing: ${milliseconds(short)} ms)`,
        want: 'the argument as text',
        key: keyOf(found),
      });
    }
    return { seen: answered.length, findings, note: 'no tool that may be called takes a free text' };
  },
});
