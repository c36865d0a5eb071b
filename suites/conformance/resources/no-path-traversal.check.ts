// The way out of the served folder: ../ in all its spellings.

import { text } from '../../artifacts/listing.ts';
import type { Listing } from '../../artifacts/listing.ts';
import { resourceTemplates } from '../../artifacts/resource-templates.ts';
import { resources } from '../../artifacts/resources.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, errorOf, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Exchange } from '../../kernel/recording.ts';

/** Beginnings of files that every POSIX system, and every Windows, has in one place. */
const SYSTEM_FILE = /^root:[^:\n]*:0:0:/mu;
const WINDOWS_FILE = /^; for 16-bit app support|^\[fonts\]/imu;

const UP = ['../', '%2e%2e/', '..%2f', '%2e%2e%2f', '..%252f', '..\\', '....//'];
const DEPTH = 12;

/** A template or resource that offers the whole file system serves these files on purpose. */
const servesAll = (templates: Listing, listed: Listing): boolean =>
  templates.items.some((item) => /^file:\/{0,3}\{[+/*]?[^}]*\}/u.test(text(item, 'uriTemplate') ?? '')) ||
  listed.items.some((item) => /^file:\/{0,3}(?:etc\/passwd|$)/u.test(text(item, 'uri') ?? ''));

function variants(listed: Listing, templates: Listing): readonly string[] {
  const uris = [
    ...listed.items.map((item) => text(item, 'uri')),
    ...templates.items.map((item) => text(item, 'uriTemplate')?.replace(/\{.*$/u, '')),
  ];
  const bases = [
    ...new Set(
      uris.filter((uri) => uri !== undefined && /^file:/iu.test(uri)).map((uri) => String(uri).replace(/[^/]*$/u, '')),
    ),
  ];
  const out = bases.slice(0, 2).flatMap((base) => UP.map((up) => `${base}${up.repeat(DEPTH)}etc/passwd`));
  const windows = bases.slice(0, 1).map((base) => `${base}${'..%5c'.repeat(DEPTH)}windows%5cwin.ini`);
  return [...out, ...windows, 'file:///../../../../etc/passwd', 'file:///etc/passwd'];
}

const leaked = (exchange: Exchange): string | undefined => {
  const contents = member(resultOf(exchange), 'contents');
  if (!Array.isArray(contents)) return undefined;
  const texts = contents.map((one: unknown) => String(member(one, 'text') ?? decoded(member(one, 'blob'))));
  return texts.find((one) => SYSTEM_FILE.test(one) || WINDOWS_FILE.test(one));
};

/** Base64 of «root:», to see the file through a blob without decoding it all. */
const decoded = (blob: unknown): string => (typeof blob === 'string' && blob.startsWith('cm9vdD') ? 'root:x:0:0:' : '');

export default check({
  title: 'No path in a URI leads out of what is served',
  level: 'must',
  revisions: { since: '2024-11-05' },
  requirements: ['resources.no-path-traversal', 'resources.uris-validated'],
  why: "Whoever chooses the URI reads any file that the server may read: keys, passwords, other people's data.",
  fix: 'Resolve the path, follow its links, and refuse what does not lie below the served folder.',
  touch: 'probing',
  isolation: 'rough',
  severity: 'critical',
  needs: { resources, resourceTemplates },
  applies: (views) =>
    servesAll(views.resourceTemplates, views.resources)
      ? { kind: 'nothing-to-judge', note: 'the whole file system is offered' }
      : undefined,
  probe: async (session, views) => {
    const uris = variants(views.resources, views.resourceTemplates);
    await Promise.all(
      uris.map((uri) => session.request('resources/read', { uri }, { tag: uri, deliberate: 'a path that leads out' })),
    );
  },
  judge: (_, look) =>
    judgeEach(
      look.probe.filter(
        (exchange) => !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (exchange) => {
        const text = leaked(exchange);
        if (text === undefined) return undefined;
        return {
          at: [at(exchange, 'result', 'contents')],
          got: `${brief(exchange.tag ?? '', 100)} gives a file of the system: ${brief(text, 24)}`,
          want: 'a JSON-RPC error',
          key: brief(exchange.tag ?? '', 60),
        };
      },
      'no such read was answered',
    ),
});
