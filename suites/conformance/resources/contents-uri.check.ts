// The URI in the contents is how a client files what it got.

import { resourceContents } from '../../artifacts/resource-contents.ts';
import { check } from '../../kernel/check.ts';
import { brief, judgeEach } from '../../kernel/look.ts';

/** Case of scheme and escapes, a trailing slash, file:/x and file:///x: forms of the same URI. */
function normal(uri: string): string {
  let text = uri;
  try {
    text = decodeURI(uri);
  } catch {
    // No valid escapes: compared as it is.
  }
  return text
    .replace(/^[A-Za-z][A-Za-z0-9+.-]*:/u, (scheme) => scheme.toLowerCase())
    .replace(/^file:\/+(?:localhost\/)?/u, 'file:/')
    .replaceAll(/%[0-9a-f]{2}/giu, (escape) => escape.toUpperCase())
    .replace(/\/+(?=$|[?#])/u, '')
    .toLowerCase();
}

/** The same resource, or one below it: a directory answers with its files, a document with its parts. */
function belongs(uri: string, asked: string): boolean {
  const [inner, outer] = [normal(uri), normal(asked)];
  return inner === outer || (inner.startsWith(outer) && /^[/?#:]/u.test(inner.slice(outer.length)));
}

export default check({
  title: 'The contents of a resource name it, or a part of it',
  level: 'should',
  revisions: { since: '2024-11-05', until: '2025-11-25' },
  requirements: ['resources.contents-uri'],
  why: 'Clients keep contents by their URI; under another one they are shown for the wrong resource, or never found again.',
  fix: 'Set contents[].uri to the URI that was asked for, or to the part of it that the entry holds.',
  touch: 'passive',
  needs: { resourceContents },
  judge: (views) =>
    judgeEach(
      views.resourceContents.filter(({ value }) => typeof value['uri'] === 'string'),
      ({ uri, value, where }) =>
        belongs(String(value['uri']), uri)
          ? undefined
          : {
              at: [where],
              got: `${brief(value['uri'], 80)} for a read of ${brief(uri, 80)}`,
              want: 'the URI that was asked for, or one below it',
              key: brief(uri, 80),
            },
      'no resource could be read',
    ),
});
