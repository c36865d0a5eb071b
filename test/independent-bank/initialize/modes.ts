// Which ways of asking a client declared.

import type { Dict } from './server.ts';

/** What the client declared of elicitation: nothing said is form alone. */
export const modeOf = (client: Dict, mode: string): boolean => {
  const said = client['elicitation'];
  if (said === undefined) return false;
  return Object.hasOwn(said, mode) || (mode === 'form' && !Object.hasOwn(said, 'url'));
};
