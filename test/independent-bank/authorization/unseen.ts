// Faults that an audit at its default options does not see, each with the reason why.

export const UNSEEN: Readonly<Record<string, string>> = {
  'authorization.every-request-checked | an address is remembered':
    'from here everybody is let in: who asks without a token never meets the door, as if there were none',
};

/** By the beginning of the label. */
export const whyUnseen = (label: string): string | undefined =>
  Object.entries(UNSEEN).find(([start]) => label.startsWith(start))?.[1];
