// A notice of a status is the status, and nothing else.

import { taskLives } from '../../artifacts/task-lives.ts';
import { RELATED } from '../../artifacts/task-stage.ts';

import { check } from '../../kernel/check.ts';
import { atFrame, judgeEach, member } from '../../kernel/look.ts';

export default check({
  title: 'Status notices do not repeat the task in _meta',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tasks.no-related-task-in-status-notification'],
  why: 'The notice holds the task itself; a second name can only contradict it.',
  fix: 'Leave the related-task key out of notifications/tasks/status.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: (_, { recording }) => {
    const notices = recording.frames.filter(
      (frame) => frame.origin === 'target' && member(frame.json, 'method') === 'notifications/tasks/status',
    );
    return judgeEach(
      notices,
      (frame) =>
        member(member(member(frame.json, 'params'), '_meta'), RELATED) === undefined
          ? undefined
          : { at: [atFrame(frame, 'params', '_meta')], got: 'a related task in _meta', want: 'none', key: 'notice' },
      'no status was told',
    );
  },
});
