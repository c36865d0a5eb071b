// What concerns HTTP or the code of a tool is the same in every revision: it is asked once, in the newest that is spoken.

import type { Skip } from '../kernel/check.ts';
import type { Recording } from '../kernel/recording.ts';
import { ALL, inSpan, type Span } from '../kernel/revision.ts';

/** For `applies`; a skip of this kind is told only where the rule was judged nowhere. */
export function newestOnly(recording: Recording, span: Span = ALL): Skip | undefined {
  const newest = recording.facts.speaks.filter((revision) => inSpan(revision, span)).at(-1);
  if (newest === undefined || newest === recording.revision) return undefined;
  return { kind: 'revision', note: `asked once, in ${newest}` };
}
