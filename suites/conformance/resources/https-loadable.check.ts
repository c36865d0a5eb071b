// https says: load it yourself. A document that only this server hands out needs another scheme.

import { text } from '../../artifacts/listing.ts';
import type { Listing } from '../../artifacts/listing.ts';
import { resources } from '../../artifacts/resources.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, judgeEach } from '../../kernel/look.ts';

const LIMIT = 5;

/** Hosts that exist nowhere on the web (RFC 6761, RFC 2606): nobody can load anything from them. */
const NOWHERE = /^https:\/\/(?:[^/?#@]*@)?(?:[^/?#:]+\.)?(?:invalid|test|example)(?::\d+)?(?:[/?#]|$)/iu;

const originOf = (url: string | undefined): string | undefined =>
  /^https:\/\/[^/?#]+/iu.exec(url ?? '')?.[0].toLowerCase();

const webUris = (list: Listing): readonly string[] =>
  list.items.flatMap((item) => text(item, 'uri') ?? []).filter((uri) => /^https:/iu.test(uri));

export default check({
  title: 'https URIs are used only for what a client can load from the web by itself',
  level: 'should',
  revisions: { since: '2024-11-05' },
  requirements: ['resources.https-only-if-fetchable', 'resources.https-only-when-direct'],
  why: 'A client loads an https resource without asking the server: what needs the credentials of the server, or has no such host, cannot be opened.',
  fix: 'Use a scheme of your own for what is read through the server.',
  touch: 'probing',
  needs: { resources },
  // Documents on the target's own origin are asked for as a stranger would; other hosts are not contacted.
  probe: async (session, views) => {
    const own = originOf(session.frames.find((frame) => frame.http?.url !== undefined)?.http?.url);
    const near = webUris(views.resources).filter((uri) => own !== undefined && originOf(uri) === own);
    await Promise.all(
      near
        .slice(0, LIMIT)
        .map((uri) => session.http({ method: 'GET', path: uri, anonymous: true, tag: uri, timeout: 5_000 })),
    );
  },
  judge: (views, look) =>
    judgeEach(
      views.resources.items.filter((item) => {
        const uri = text(item, 'uri') ?? '';
        return NOWHERE.test(uri) || look.tagged(uri).length > 0;
      }),
      (item): Finding | undefined => {
        const uri = text(item, 'uri') ?? '';
        const [got] = look.tagged(uri);
        const status = got?.status;
        if (got === undefined)
          return {
            at: [{ ...item.where, pointer: `${item.where.pointer ?? ''}/uri` }],
            got: `${brief(uri, 80)}: no such host can exist`,
            want: 'a scheme of its own',
            key: brief(uri, 60),
          };
        if (status === undefined || status < 300) return undefined;
        return {
          at: [item.where, at(got)],
          got: `${brief(uri, 80)} gives HTTP ${status} to a stranger`,
          want: 'a document that anybody can load, or another scheme',
          key: brief(uri, 60),
        };
      },
      'no https resource is listed whose host could be asked: other hosts than the target are not contacted',
    ),
});
