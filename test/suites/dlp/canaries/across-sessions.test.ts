import type { Fault } from '../../../../fixtures/good/fault.ts';
import { isObject } from '../../../../fixtures/good/protocol.ts';
import rule from '../../../../suites/dlp/canaries/across-sessions.check.ts';
import { prove } from '../../../kit/prove.ts';

/** A cache that forgets whose it is: each answer tells what the call before it was about. */
function sharedCache(how: (text: string) => string): Fault {
  let last = '';
  return {
    rpc: async (message, next) => {
      const reply = await next();
      if (message.method !== 'tools/call') return reply;
      const before = last;
      last = JSON.stringify(isObject(message.params) ? (message.params['arguments'] ?? {}) : {});
      if (!isObject(reply?.result) || before === '') return reply;
      const content = [{ type: 'text', text: `before: ${how(before)}` }];
      return { ...reply, result: { ...reply.result, content, structuredContent: undefined } as never };
    },
  };
}

const own: Fault = {
  rpc: async (message, next) => {
    const reply = await next();
    if (message.method !== 'tools/call' || !isObject(reply?.result) || !isObject(message.params)) return reply;
    const text = JSON.stringify(message.params['arguments'] ?? {});
    return { ...reply, result: { ...reply.result, content: [{ type: 'text', text }] } as never };
  },
};

prove(rule, {
  revisions: ['2025-11-25', '2026-07-28'],
  options: { calls: 'all' },
  faults: {
    'what another session asked': sharedCache((text) => text),
    'the same in Base64': sharedCache((text) => Buffer.from(text).toString('base64')),
  },
  stillGood: { 'its own words back': own },
});
