// Every error code of the per-request era that the target sent, with what it answered.

import { artifact } from '../kernel/check.ts';
import { member } from '../kernel/look.ts';
import { messages, type TargetMessage } from './messages.ts';
import { provoked } from './provoked.ts';

export interface ErrorCode {
  readonly code: number;
  readonly found: TargetMessage;
}

export const errorCodes = artifact<readonly ErrorCode[]>({
  id: 'error-codes',
  after: [messages, provoked],
  read: (_recording, views) =>
    views(messages).responses.flatMap((found) => {
      const code = member(member(found.message, 'error'), 'code');
      // What is no request shows no era: a server of both may answer it by the other one's rules.
      const bare = found.exchange?.method === 'raw' || found.exchange?.method === 'http';
      return typeof code === 'number' && found.revision !== undefined && !bare ? [{ code, found }] : [];
    }),
});
