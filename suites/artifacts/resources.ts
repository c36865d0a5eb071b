// Every resource the target lists, from all pages of resources/list.

import { listArtifact, LISTS } from './listing.ts';

export const resources = listArtifact('resources', LISTS.resources);
