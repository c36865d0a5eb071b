import rule from '../../../../suites/conformance/tasks/failed-says-why.check.ts';
import { on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const failed = (statusMessage: string | undefined) =>
  on('tasks/get', (r) => {
    if (r.status !== 'completed') return;
    delete r.result;
    delete r.statusMessage;
    Object.assign(r, { status: 'failed', error: { code: -32603, message: 'Internal error' } });
    if (statusMessage !== undefined) r.statusMessage = statusMessage;
  });

prove(rule, {
  options: { allow: ['build_report'] },
  neverPasses: 'no task of the good server fails',
  faults: { 'not a word': failed(undefined), 'an empty text': failed(' ') },
  stillGood: { 'the reason': failed('The paper ran out.') },
});
