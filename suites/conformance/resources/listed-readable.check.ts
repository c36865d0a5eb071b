// What is listed can be read by whoever got the list.

import { missingResources } from '../../artifacts/missing-resources.ts';
import type { MissingResource } from '../../artifacts/missing-resources.ts';
import { isWeb, resourceReads } from '../../artifacts/resource-reads.ts';
import type { ResourceRead } from '../../artifacts/resource-reads.ts';
import { check } from '../../kernel/check.ts';
import { at, brief, ending, errorOf, judgeEach, member, refusedOutside, resultOf } from '../../kernel/look.ts';
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

/** Read again after the failure, the list still names it; a list that was not asked for again is taken to. */
function stillListed(read: ResourceRead, recording: Recording): boolean {
  const later = recording.exchanges.filter(
    (exchange) =>
      exchange.method === 'resources/list' &&
      exchange.sent.seq > read.exchange.sent.seq &&
      resultOf(exchange) !== undefined,
  );
  return (
    later.length === 0 ||
    later.some((exchange) => {
      const listed = member(resultOf(exchange), 'resources');
      return Array.isArray(listed) && listed.some((one: unknown) => member(one, 'uri') === read.uri);
    })
  );
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
  // The list once more, so that what went away between listing and reading is no finding.
  probe: async (session, views) => {
    if (views.resourceReads.some(({ exchange }) => errorOf(exchange) !== undefined))
      await session.request('resources/list');
  },
  judge: (views, { recording }) =>
    judgeEach(
      views.resourceReads.filter(
        ({ uri, exchange }) =>
          !isWeb(uri) && !refusedOutside(exchange) && (resultOf(exchange) ?? errorOf(exchange)) !== undefined,
      ),
      (read) =>
        saysMissing(read, views.missingResources, recording) && stillListed(read, recording)
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
