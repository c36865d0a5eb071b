// The addresses on which a target of this machine listens, as the runner read them from the socket table.

import type { Artifact } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { member } from '../kernel/look.ts';
import type { Recording } from '../kernel/recording.ts';

/** Name of the measure. */
export const MEASURE = 'http.listening';

function read({ measures }: Recording): readonly string[] | undefined {
  const addresses = member(measures, MEASURE);
  if (!Array.isArray(addresses) || addresses.length === 0) return undefined;
  return addresses.filter((address): address is string => typeof address === 'string');
}

/** `undefined` where nobody could look: another machine, another system. */
export const listening: Artifact<readonly string[] | undefined> = artifact({
  id: 'listening',
  declared: (_capabilities, recording) => recording.transport !== 'stdio',
  read,
});
