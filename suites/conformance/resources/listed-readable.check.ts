// What is listed can be read by whoever got the list.

import { missingResources } from '../../artifacts/missing-resources.ts';
import type { MissingResource } from '../../artifacts/missing-resources.ts';
import { isWeb, resourceReads } from '../../artifacts/resource-reads.ts';
import type { ResourceRead } from '../../artifacts/resource-reads.ts';
import { itemsOf, readWalk, text, walkList } from '../../artifacts/listing.ts';
import { check } from '../../kernel/check.ts';
import type { Look } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, refusedOutside, resultOf } from '../../kernel/look.ts';
import type { Recording } from '../../kernel/recording.ts';

/** The words of an error with the URI taken out. */
const words = (message: unknown, uri: string): string =>
  String(message ?? '')
    .replaceAll(uri, '')
    .replaceAll(/["'`\s]+/gu, ' ')
    .trim();

/** The error says «not found»: by the code of its revision, or in the words that this target uses for what surely is not there. */
function saysMissing(read: ResourceRead, missing: readonly MissingResource[], recording: Recording): boolean {
  const error = errorOf(read.exchange);
  if (error === undefined) return false;
  if (recording.revision < '2026-07-28' && error.code === -32002) return true;
  const code = recording.revision >= '2026-07-28' ? -32602 : error.code;
  return (
    missing.some(({ exchange, uri }) => {
      const known = errorOf(exchange);
      return (
        known !== undefined &&
        known.code === error.code &&
        error.code === code &&
        words(known.message, uri) === words(error.message, read.uri)
      );
    }) ||
    (recording.revision >= '2026-07-28' && error.code === -32602)
  );
}

/** The list, walked again after the failure, still names it: what went away between listing and reading is no finding. */
function stillListed(read: ResourceRead, look: Look): boolean {
  const pages = look.tagged('again');
  if (readWalk(pages).end !== 'end') return true;
  return itemsOf(pages, 'resources').some((item) => text(item, 'uri') === read.uri);
}

export default check({
  title: 'Every listed resource can be read',
  level: 'must',
  // From 2026-07-28 no sentence demands it.
  levels: { '2026-07-28': 'should' },
  revisions: { since: '2024-11-05' },
  requirements: ['resources.listed-readable', 'resources.listed-are-readable'],
  why: 'A client offers what is listed; reading it then fails, and nobody can tell whether it ever existed.',
  fix: 'List from the same table that resources/read looks in.',
  touch: 'probing',
  needs: { resourceReads, missingResources },
  probe: async (session, views) => {
    if (views.resourceReads.some(({ exchange }) => errorOf(exchange) !== undefined))
      await walkList(session, 'resources/list', 'again');
  },
  judge: (views, look) =>
    judgeEach(
      views.resourceReads.filter(
        ({ uri, exchange }) =>
          !isWeb(uri) && !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (read) =>
        saysMissing(read, views.missingResources, look.recording) && stillListed(read, look)
          ? {
              at: [read.resource.where, at(read.exchange, 'error')],
              got: `${brief(read.uri, 80)} is listed; reading it gives ${ending(read.exchange)}`,
              want: 'contents',
              key: brief(read.uri, 80),
            }
          : undefined,
      'no resource with a scheme other than http is listed',
    ),
});
