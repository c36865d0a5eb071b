// Every prompt argument and template variable on the lists, for rules that ask for completion by themselves.

import { artifact } from '../kernel/check.ts';
import { completables } from './completions.ts';
import type { Completable } from './completions.ts';
import { prompts } from './prompts.ts';
import { resourceTemplates } from './resource-templates.ts';

export const allCompletables = artifact<readonly Completable[]>({
  id: 'all-completables',
  after: [prompts, resourceTemplates],
  read: (_, views) => completables(views(prompts), views(resourceTemplates)),
});
