// A path that leaves the folder it belongs to reads what nobody offered.
//
// Proof: the random text of a file of ours comes back, which lies outside of everything the target was given.

import { allLists } from '../../artifacts/all-lists.ts';
import type { Listed } from '../../artifacts/listing.ts';
import { check } from '../../kernel/check.ts';
import type { Finding, Session } from '../../kernel/check.ts';
import { at, isObject, member } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { attack, attackOf, each, keyOf, type Place, placesIn, says, tagOf } from './places.ts';
import { newestOnly } from '../newest-only.ts';

const UP = 12;

/** Ways to write the path of the file, by how they get past whoever looks. */
function pathsTo(path: string): readonly (readonly [form: string, text: string])[] {
  const inner = path.replace(/^\//u, '');
  return [
    ['../', `${'../'.repeat(UP)}${inner}`],
    ['an absolute path', path],
    ['a file: url', `file://${path}`],
    ['../ in an escape', `${'..%2f'.repeat(UP)}${inner.replaceAll('/', '%2f')}`],
    ['....//', `${'....//'.repeat(UP)}${inner}`],
  ];
}

/** Base64 of the first 15 bytes, which end on a whole group: a file may come back as a blob. */
function base64Head(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  let out = '';
  for (let index = 0; index + 3 <= Math.min(text.length, 24); index += 3) {
    const bits = (text.charCodeAt(index) << 16) | (text.charCodeAt(index + 1) << 8) | text.charCodeAt(index + 2);
    for (let place = 0; place < 4; place += 1) out += alphabet[(bits >> (18 - 6 * place)) & 63] ?? '';
  }
  return out;
}

const shows = (exchange: Exchange, content: string): boolean =>
  says(exchange, content) || says(exchange, base64Head(content));

async function attackPlace(session: Session, place: Place, path: string, content: string): Promise<void> {
  for (const [form, text] of pathsTo(path))
    if (shows(await attack(session, place, form, text, content), content)) return;
}

async function attackResources(session: Session, templates: readonly string[], path: string): Promise<void> {
  const inner = path.replace(/^\//u, '');
  const filled = templates
    .filter((template) => /\{[+/]?\w+\}/u.test(template))
    .slice(0, 8)
    .flatMap((template) =>
      [`${'../'.repeat(UP)}${inner}`, `${'..%2F'.repeat(UP)}${inner.replaceAll('/', '%2F')}`].map((text) =>
        template.replace(/\{[+/]?\w+\}/u, text).replace(/\{[^}]{0,80}\}/gu, 'x'),
      ),
    );
  await each(session, [`file://${path}`, ...new Set(filled)], (uri) =>
    session.request(
      'resources/read',
      { uri },
      {
        tag: tagOf({ tool: 'resources/read', at: '', form: uri.slice(0, 60), proof: '' }),
        timeout: 3000,
        deliberate: 'an attack: a resource outside',
      },
    ),
  );
}

export default check({
  title: 'No argument reads a file outside of what the target offers',
  level: 'should',
  revisions: ALL,
  requirements: [],
  url: () => 'https://owasp.org/www-project-mcp-top-10/',
  why: 'Keys, tokens and the files of others are one "../" away from whoever can put words into an argument.',
  fix: 'Resolve the path, symbolic links too, and compare it with the folders that are allowed before anything is opened.',
  tags: ['owasp:MCP05', 'cwe:CWE-22'],
  severity: 'high',
  touch: 'active',
  isolation: 'own',
  needs: { allLists },
  applies: (_views, recording) => newestOnly(recording),
  probe: async (session, views) => {
    const { canary } = session.active ?? {};
    if (canary === undefined) return;
    const itemsOf = (name: string): readonly Listed[] =>
      views.allLists.find(({ kind }) => kind.member === name)?.list.items ?? [];
    const places = placesIn(itemsOf('tools'), session.callable);
    await each(session, places, (place) => attackPlace(session, place, canary.path, canary.content));
    if (!isObject(session.capabilities['resources'])) return;
    const templates = itemsOf('resourceTemplates').map(({ value }) => String(member(value, 'uriTemplate') ?? ''));
    await attackResources(session, templates, canary.path);
  },
  judge: (_views, { recording, probe }) => {
    const content = recording.facts.active?.canary.content ?? '';
    const findings: Finding[] = [];
    const keys = new Set<string>();
    let seen = 0;
    for (const exchange of probe) {
      const found = attackOf(exchange);
      if (found === undefined || exchange.response === undefined) continue;
      seen += 1;
      if (content === '' || !shows(exchange, content) || keys.has(keyOf(found))) continue;
      keys.add(keyOf(found));
      findings.push({
        at: [at(exchange)],
        got: `${found.tool} ${found.at}: our file came back, by ${found.form}`,
        want: 'a refusal of paths outside',
        key: keyOf(found),
      });
    }
    return { seen, findings, note: 'no tool that may be called takes a free text' };
  },
});
