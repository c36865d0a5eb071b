// Requests for lists, as any client makes them, whichever of the lists the server declares.

import { artifact } from '../kernel/check.ts';
import type { Exchange } from '../kernel/recording.ts';
import { prompts } from './prompts.ts';
import { resourceTemplates } from './resource-templates.ts';
import { resources } from './resources.ts';
import { tools } from './tools.ts';

const LISTS = /^(?:tools|prompts|resources|resources\/templates)\/list$/u;

export const listsAsked = artifact<readonly Exchange[]>({
  id: 'lists-asked',
  after: [tools, resources, resourceTemplates, prompts],
  read: ({ exchanges }) =>
    exchanges.filter(
      ({ method, sent, response }) => LISTS.test(method) && sent.deliberate === undefined && response !== undefined,
    ),
});
