// Every prompt the target lists, from all pages of prompts/list.

import { listArtifact, LISTS } from './listing.ts';

export const prompts = listArtifact('prompts', LISTS.prompts);
