// The rules on client files as rules of the list: they judge a file and no target, so no audit selects them.

import { check, type Check } from '../../suites/kernel/check.ts';
import { ALL } from '../../suites/kernel/revision.ts';
import type { Rule } from '../engine/catalog.ts';
import { LINT_DOCS } from './report.ts';
import { LINT_RULES } from './rules.ts';

export const LINT_SUITE = 'config';

export const lintCards = (): readonly Rule[] =>
  Object.entries(LINT_RULES).map(([name, { title, level, why, fix, tags }]) => ({
    id: `config/client-file/${name}`,
    suite: LINT_SUITE,
    check: check({
      title,
      level,
      revisions: ALL,
      requirements: [],
      why,
      fix,
      tags,
      url: () => LINT_DOCS,
      touch: 'passive',
      needs: {},
      judge: () => ({ seen: 0, findings: [], note: 'assay lint-config judges client files' }),
    }) as unknown as Check,
  }));
