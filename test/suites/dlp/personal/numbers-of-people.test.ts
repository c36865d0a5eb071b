import rule from '../../../../suites/dlp/personal/numbers-of-people.check.ts';
import { prove } from '../../../kit/prove.ts';
import { sampleOf } from '../made.ts';
import { inAnswers } from '../planted.ts';

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { calls: 'all' },
  faults: {
    'a card': inAnswers(`paid by ${sampleOf('payment-card')}`),
    'an account': inAnswers(sampleOf('iban')),
    'a national id': inAnswers(sampleOf('br-cpf')),
  },
  stillGood: {
    'an order number': inAnswers('order 1732192245123 shipped, 12345678901234 pieces'),
    'a card number of documentation': inAnswers(`card 4242${' 4242'.repeat(3)}`),
  },
});
