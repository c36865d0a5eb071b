// Whoever polls wants an answer, not a stream.

import { taskLives } from '../../artifacts/task-lives.ts';
import { check } from '../../kernel/check.ts';
import { at, header, resultOf } from '../../kernel/look.ts';

export default check({
  title: 'tasks/get is answered without opening an event stream',
  level: 'should',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  transports: ['streamable-http'],
  requirements: ['tasks.get-without-sse'],
  why: 'A stream for each poll costs a connection that buffers and proxies have to hold.',
  fix: 'Answer tasks/get with application/json.',
  touch: 'probing',
  capability: 'tasks',
  enabledBy: { known: 'creates-task' },
  needs: { taskLives },
  judge: ({ taskLives: lives }) => {
    const polls = lives.all.filter((exchange) => exchange.method === 'tasks/get' && resultOf(exchange) !== undefined);
    const streamed = polls.find((exchange) => header(exchange, 'content-type')?.startsWith('text/event-stream'));
    return {
      seen: polls.length,
      findings:
        streamed === undefined
          ? []
          : [{ at: [at(streamed)], got: 'text/event-stream', want: 'application/json', key: 'stream' }],
      note: 'no task was polled',
    };
  },
});
