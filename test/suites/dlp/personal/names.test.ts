import rule from '../../../../suites/dlp/personal/names.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inAnswers } from '../planted.ts';

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { names: true, calls: 'all' },
  faults: { 'a name': inAnswers('The patient is Susan Muellerson.') },
  stillGood: { 'a street': inAnswers('at the corner of James Street') },
});
