// Every resource template the target lists, from all pages of resources/templates/list.

import { listArtifact, LISTS } from './listing.ts';

export const resourceTemplates = listArtifact('resource-templates', LISTS.resourceTemplates);
