import { combine, on } from '../../../../fixtures/faults/on.ts';
import { plantedValue } from '../../../../suites/dlp/canary.ts';
import rule from '../../../../suites/dlp/canaries/shown-on-request.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inAnswers } from '../planted.ts';

const value = plantedValue(1, 'environment', 'ASSAY_CANARY_DB_PASSWORD');

const declared = on('tools/list', (result) => {
  for (const tool of result.tools) tool.description = 'Returns all environment variables.';
});

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { calls: 'all' },
  neverPasses: 'nothing is planted around a server of this process; the whole way is tested with a program',
  faults: { 'a tool that lists the environment': combine(declared, inAnswers(`DB=${value}`)) },
  stillGood: { 'the same where no tool says so': inAnswers(`DB=${value}`) },
});
