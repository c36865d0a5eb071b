import { Buffer } from 'node:buffer';
import { plantedValue } from '../../../../suites/dlp/canary.ts';
import rule from '../../../../suites/dlp/canaries/surroundings.check.ts';
import { prove } from '../../../kit/prove.ts';
import { inAnswers, inErrors } from '../planted.ts';

const value = plantedValue(1, 'environment', 'ASSAY_CANARY_API_TOKEN');
const file = plantedValue(1, 'home', '.netrc');

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { calls: 'all' },
  neverPasses: 'nothing is planted around a server of this process; the whole way is tested with a program',
  faults: {
    'a variable in an answer': inAnswers(`token ${value}`),
    'a file of the home in an error, upper case': inErrors(file.toUpperCase()),
    backwards: inAnswers([...value].toReversed().join('')),
    'in hex': inAnswers(Buffer.from(value).toString('hex')),
    'in the middle of Base64': inAnswers(Buffer.from(`\u0001\u0002${value}`).toString('base64')),
  },
  stillGood: { 'a canary of another run': inAnswers(plantedValue(2, 'environment', 'ASSAY_CANARY_API_TOKEN')) },
});
