// Faults of the old transport that an audit at its default options does not see, each with the reason why.

export const UNSEEN: Readonly<Record<string, string>> = {
  'http.legacy-two-endpoints | no answer at all comes':
    'who never answers initialize is not judged: exit code 3, and the report says so',
};

/** By the beginning of the label. */
export const whyUnseen = (label: string): string | undefined =>
  Object.entries(UNSEEN).find(([start]) => label.startsWith(start))?.[1];
