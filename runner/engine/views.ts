// Artifacts over one recording: which are needed, in which order they are asked for, and their memoised views.

import type { Artifact, Needs, ViewReader, Views } from '../../suites/kernel/check.ts';
import type { Recording } from '../../suites/kernel/recording.ts';

/** All artifacts of these needs and what they come after, each once, those asked first in front. */
export function orderOf(needs: readonly Needs[]): readonly Artifact<unknown>[] {
  const ordered = new Map<string, Artifact<unknown>>();
  const add = (artifact: Artifact<unknown>): void => {
    if (ordered.has(artifact.id)) return;
    for (const before of artifact.after ?? []) add(before);
    ordered.set(artifact.id, artifact);
  };
  for (const need of needs) for (const artifact of Object.values(need)) add(artifact);
  return [...ordered.values()];
}

/** Reads artifacts of a recording that does not change any more, each once. A reader that throws throws each time. */
export function viewsOf(recording: Recording): ViewReader {
  const memo = new Map<string, { readonly value: unknown } | { readonly error: unknown }>();
  const read: ViewReader = <T>(artifact: Artifact<T>): T => {
    let entry = memo.get(artifact.id);
    if (entry === undefined) {
      try {
        entry = { value: artifact.read(recording, read) };
      } catch (error) {
        entry = { error };
      }
      memo.set(artifact.id, entry);
    }
    if ('error' in entry) throw entry.error;
    return entry.value as T;
  };
  return read;
}

/** Reads over a recording that still grows: nothing is memoised. */
export function liveViews(recording: () => Recording): ViewReader {
  const read: ViewReader = (artifact) => artifact.read(recording(), read);
  return read;
}

export function viewsFor<N extends Needs>(needs: N, read: ViewReader): Views<N> {
  const views: Record<string, unknown> = {};
  for (const [name, artifact] of Object.entries(needs)) views[name] = read(artifact);
  return views as Views<N>;
}

/**
 * The first artifact whose feature the server does not declare. Those it comes after do not count: a view over all that
 * was said comes after every list, and a server without prompts still says things.
 */
export function undeclared(needs: Needs, recording: Recording): Artifact<unknown> | undefined {
  return Object.values(needs).find((artifact) => artifact.declared?.(recording.capabilities, recording) === false);
}

/** The first artifact whose gathering goes beyond what any client asks; a passive audit leaves it out. */
export const activeNeed = (needs: Needs): Artifact<unknown> | undefined =>
  Object.values(needs).find(({ gather, touch }) => gather !== undefined && touch !== 'passive');
