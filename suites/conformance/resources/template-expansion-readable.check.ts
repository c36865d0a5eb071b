// A template that expands to nothing: what completion offers for it, reading must know.

import { completions } from '../../artifacts/completions.ts';
import type { Completion } from '../../artifacts/completions.ts';
import type { Listing } from '../../artifacts/listing.ts';
import { text } from '../../artifacts/listing.ts';
import { isWeb } from '../../artifacts/resource-reads.ts';
import { resourceTemplates } from '../../artifacts/resource-templates.ts';
import { expandTemplate, templateFault, templateVariables } from '../../artifacts/uri.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Revision } from '../../kernel/revision.ts';

interface Expansion {
  readonly template: string;
  readonly uri: string;
  /** Every variable has a value that the server itself offered. */
  readonly offered: boolean;
}

const LIMIT = 6;

function expansions(list: Listing, offers: readonly Completion[]): readonly Expansion[] {
  const found: Expansion[] = [];
  for (const item of list.items) {
    const template = text(item, 'uriTemplate');
    if (template === undefined || isWeb(template) || templateFault(template) !== undefined) continue;
    const variables = templateVariables(template);
    const values: Record<string, string> = {};
    for (const variable of variables) {
      const offer = offers.find(
        (one) => one.template === template && one.argument === variable && one.values.length > 0,
      );
      if (offer?.values[0] !== undefined) values[variable] = offer.values[0];
    }
    const offered = variables.length > 0 && variables.every((variable) => Object.hasOwn(values, variable));
    const filled = Object.fromEntries(
      variables.map((variable) => [variable, values[variable] ?? 'assay-no-such-value']),
    );
    found.push({ template, uri: expandTemplate(template, filled), offered });
  }
  return found.slice(0, LIMIT);
}

/** Codes that say that there is no such resource. */
const isMissing = (code: unknown, revision: Revision): boolean =>
  code === -32601 || (revision >= '2026-07-28' ? code === -32602 : code === -32002 || code === -32602);

export default check({
  title: 'A URI made from a template with offered values can be read',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['resources.template-expansion-readable'],
  why: 'A template is all that a client knows of such resources; where its expansion is not served, it offers nothing.',
  fix: 'Match resources/read against the same template that is listed.',
  touch: 'probing',
  needs: { resourceTemplates, completions },
  probe: async (session, views) => {
    const all = expansions(views.resourceTemplates, views.completions);
    await Promise.all(all.map(({ uri }) => session.request('resources/read', { uri }, { tag: uri })));
  },
  judge: (views, look) =>
    judgeEach(
      expansions(views.resourceTemplates, views.completions).flatMap((expansion) => {
        const [exchange] = look.tagged(expansion.uri);
        if (
          exchange === undefined ||
          refusedOutside(exchange) ||
          (resultOf(exchange) ?? errorOf(exchange)) === undefined
        )
          return [];
        return [{ expansion, exchange }];
      }),
      ({ expansion, exchange }): Finding | undefined => {
        const code = errorOf(exchange)?.code;
        const contents = member(resultOf(exchange), 'contents');
        // Values that were made up need not exist; that resources/read itself is not there is another matter.
        const wrong = expansion.offered
          ? isMissing(code, look.recording.revision) || (Array.isArray(contents) && contents.length === 0)
          : code === -32601;
        if (!wrong) return undefined;
        return {
          at: [at(exchange)],
          got: `${brief(expansion.uri, 80)} (${brief(expansion.template, 60)}): ${code === undefined ? 'contents []' : ending(exchange)}`,
          want: expansion.offered ? 'contents' : 'a resource-not-found error',
          key: brief(expansion.template, 80),
        };
      },
      'no resource template is listed',
    ),
});
