import rule from '../../../../suites/dlp/internals/in-errors.check.ts';
import { prove } from '../../../kit/prove.ts';
import { sampleOf } from '../made.ts';
import { inAnswers, inErrors } from '../planted.ts';

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { calls: 'all' },
  faults: {
    'a stack trace': inErrors(sampleOf('stack-trace')),
    'an error of a database': inErrors(sampleOf('sql')),
    'the environment': inErrors(sampleOf('environment-dump')),
  },
  stillGood: {
    'a stack trace that an answer is about': inAnswers(sampleOf('stack-trace')),
    'an error that says what to do': inErrors('at least one argument is missing: see the schema'),
  },
});
