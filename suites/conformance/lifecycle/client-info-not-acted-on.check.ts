// A name that anybody may claim opens no door and closes none.

import { check } from '../../kernel/check.ts';
import type { Session } from '../../kernel/check.ts';
import { at, brief, member, resultOf } from '../../kernel/look.ts';
import type { Exchange, Json } from '../../kernel/recording.ts';
import { PER_REQUEST } from '../../kernel/revision.ts';
import { META, offeredLists } from '../../artifacts/modern-messages.ts';

/** Absent, names that servers are known to look for, and one with an odd version. */
const CLIENTS: Readonly<Record<string, Json>> = {
  'no client': null,
  'claude-ai': { name: 'claude-ai', version: '0.1.0' },
  'Visual Studio Code': { name: 'Visual Studio Code', version: '1.106.0' },
  'an odd version': { name: 'assay', version: 'not a version' },
};

async function probe(session: Session): Promise<void> {
  for (const { method } of offeredLists(session.capabilities)) {
    const ask = (tag: string, client?: Json): Promise<Exchange> =>
      session.request(method, undefined, { tag, ...(client === undefined ? {} : { meta: { [META.client]: client } }) });
    await ask(`before|${method}`);
    await Promise.all(Object.entries(CLIENTS).map(([who, client]) => ask(`${who}|${method}`, client)));
    await ask(`after|${method}`);
  }
}

/** What is listed, by name; order and texts may change with time. */
function namesIn(exchange: Exchange | undefined): string | undefined {
  const result = resultOf(exchange);
  const list = ['tools', 'prompts', 'resources'].map((name) => member(result, name)).find(Array.isArray);
  if (list === undefined) return undefined;
  const names = (list as readonly unknown[]).map((item) => String(member(item, 'uri') ?? member(item, 'name')));
  return names.toSorted().join('\n');
}

export default check({
  title: 'Lists do not depend on the name of the client',
  level: 'should',
  revisions: PER_REQUEST,
  requirements: ['lifecycle.client-info-not-acted-on'],
  why: 'The name is self-reported: what hangs on it is either a door that anybody opens or one that shuts out a good client.',
  fix: 'Decide by credentials and declared capabilities, never by clientInfo.',
  touch: 'probing',
  needs: {},
  probe,
  judge: (_views, { probe: asked }) => {
    const findings = [];
    let seen = 0;
    const methods = new Set(asked.map(({ method }) => method));
    for (const method of methods) {
      const of = (who: string): Exchange | undefined => asked.find(({ tag }) => tag === `${who}|${method}`);
      const [before, after] = [namesIn(of('before')), namesIn(of('after'))];
      // A list that changes by itself shows nothing.
      if (before === undefined || before !== after) continue;
      for (const who of Object.keys(CLIENTS)) {
        const exchange = of(who);
        const names = namesIn(exchange);
        if (exchange === undefined || (names === undefined && exchange.response === undefined)) continue;
        seen += 1;
        if (names === before) continue;
        findings.push({
          at: [at(exchange), at(of('before'))],
          got:
            names === undefined
              ? `no list for ${who}`
              : `another list for ${who}: ${brief(names.replaceAll('\n', ', '), 100)}`,
          want: 'the list that every client gets',
          key: `${method}: ${who}`,
        });
      }
    }
    return { seen, findings, note: 'the server declares no list that stays the same' };
  },
});
