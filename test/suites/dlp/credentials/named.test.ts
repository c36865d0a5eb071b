import { on } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/dlp/credentials/named.check.ts';
import { prove } from '../../../kit/prove.ts';
import { sampleOf } from '../made.ts';
import { inAnswers } from '../planted.ts';

const assignment = sampleOf('named-secret');

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { calls: 'all' },
  faults: {
    'an assignment in an answer': inAnswers(`config: ${assignment}`),
    'a member in JSON that is text': inAnswers(JSON.stringify({ note: 'a\nb', password: assignment.split('=')[1] })),
  },
  stillGood: {
    'the word alone': inAnswers('The password: a word that only you know. token=<your token>'),
    'a cursor': on('tools/list', (result) => {
      result._meta = { ...result._meta, 'example.org/nextPageToken': 'CAoQAA1b2c3d4e5f' };
    }),
  },
});
