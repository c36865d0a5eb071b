import rule from '../../../../suites/dlp/internals/hosts-and-paths.check.ts';
import { prove } from '../../../kit/prove.ts';
import { sampleOf } from '../made.ts';
import { inAnswers, inErrors } from '../planted.ts';

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { calls: 'all' },
  faults: {
    'a path': inErrors(sampleOf('source-path')),
    'a private address': inAnswers(sampleOf('private-address')),
    'a host of a private network': inAnswers(sampleOf('private-host')),
    'a statement': inAnswers(sampleOf('sql-statement')),
  },
  stillGood: { 'public ones': inAnswers('https://example.org/app/page at 8.8.8.8, ./src/x.ts, version 10.2.3') },
});
