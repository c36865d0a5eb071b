import rule from '../../../../suites/dlp/personal/names.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inAnswers } from '../planted.ts';

prove(rule, {
  options: { names: true },
  faults: { 'a name': inAnswers('The patient is Susan Muellerson.') },
  stillGood: { 'a street': inAnswers('at the corner of James Street') },
});
