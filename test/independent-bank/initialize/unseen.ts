// Mutants that no audit sees, each with the reason why.

/** By the beginning of the label. */
export const UNSEEN: Readonly<Record<string, string>> = {
  'sse.get-close-retry | closes after 10 s': 'no audit of a small server lasts so long',
  'tools.list-changed-sent | changes by itself': 'the list changed after it was looked at for the last time',
  'resources.updated-sent':
    'a count of seconds cannot be told from a clock that is read anew each time, which nobody announces',
};

export const whyUnseen = (label: string): string | undefined =>
  Object.entries(UNSEEN).find(([start]) => label.startsWith(start))?.[1];
