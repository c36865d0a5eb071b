// Every tool the target lists, from all pages of tools/list.

import { listArtifact, LISTS } from './listing.ts';

export const tools = listArtifact('tools', LISTS.tools);
