import rule from '../../../../suites/dlp/personal/contact-data.check.ts';
import { prove } from '../../../kit/prove.ts';
import { sampleOf } from '../made.ts';
import { inAnswers } from '../planted.ts';

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { calls: 'all' },
  faults: {
    'an e-mail address': inAnswers(`ask ${sampleOf('email')}`),
    'a telephone number': inAnswers(`or ${sampleOf('phone')}`),
  },
  stillGood: {
    'addresses of nobody': inAnswers('user@example.com, git@github.com:a/b.git, logo@2x.png, +1 555 0100'),
  },
});
