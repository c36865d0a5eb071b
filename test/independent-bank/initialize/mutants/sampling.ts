// What a server asks the model and the folders of the client.

import { ask, dict, pause, Refusal, type Loose } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import { type Plant, mutant, FULL, FULL_HTTP, tool, onceReady } from './plant.ts';
import { text, failed, asked, everywhere, sample1 } from './tricks.ts';

export const sampling: readonly Mutant[] = [
  mutant(
    'sampling.requires-capability',
    'to everybody',
    everywhere((work) => work.ask('sampling/createMessage', sample1, 300)),
  ),
  mutant(
    'sampling.requires-capability',
    'to everybody',
    everywhere((work) => work.ask('sampling/createMessage', sample1, 300)),
    FULL_HTTP,
  ),
  mutant(
    'sampling.tools-require-capability',
    'tools to all',
    asked((params) => void (params.tools = [{ name: 'x', inputSchema: { type: 'object' } }])),
    FULL,
  ),
  mutant(
    'sampling.context-values-avoided',
    'thisServer',
    asked((params) => void (params.includeContext = 'thisServer')),
    FULL,
  ),
  mutant(
    'sampling.context-requires-capability',
    'allServers',
    asked((params) => void (params.includeContext = 'allServers')),
    FULL,
  ),
  mutant(
    'sampling.tool-results-alone',
    'text beside',
    withTools((uses) => [...uses.map(answerOf), { type: 'text', text: 'also' }]),
    FULL,
  ),
  mutant(
    'sampling.tool-use-balanced',
    'the first alone',
    withTools((uses) => uses.slice(0, 1).map(answerOf)),
    FULL,
  ),
  mutant(
    'sampling.iterations-limited',
    'for ever',
    withTools((uses) => uses.map(answerOf), 10_000),
    FULL,
  ),
  mutant(
    'sampling.content-validated',
    'unguarded',
    tool('summarize', () => async (_args, work) => {
      if (work.connection.client['sampling'] === undefined) return failed('no');
      const answer = await work.ask('sampling/createMessage', sample1);
      try {
        return text(`Sum: ${answer['result'].content.text.trim()}`);
      } catch (error) {
        throw new Refusal(-32603, String(error));
      }
    }),
    FULL,
  ),
  mutant(
    'sampling.survives-rejection',
    'hangs',
    tool('summarize', () => async (_args, work) => {
      if (work.connection.client['sampling'] === undefined) return failed('no');
      const answer = await work.ask('sampling/createMessage', sample1);
      if (answer['error'] !== undefined) await pause(1e8, work.signal);
      return text('Summed');
    }),
    FULL,
  ),
  mutant(
    'sampling.tool-result-structured',
    'another shape',
    withTools((uses) => uses.map((use) => ({ ...answerOf(use), structuredContent: { weather: [] } })), 3, {
      type: 'object',
      properties: { sum: { type: 'number' } },
      required: ['sum'],
    }),
    FULL,
  ),
];

const answerOf = (use: Loose): Loose => ({
  type: 'tool_result',
  toolUseId: use.id,
  content: [{ type: 'text', text: '3' }],
});

function withTools(answer: (uses: Loose[]) => Loose[], most = 3, outputSchema?: Loose): Plant {
  return tool('summarize', () => async (_args, work) => {
    if (work.connection.client['sampling']?.tools === undefined) return failed('no tools there');
    const messages: Loose[] = [{ role: 'user', content: { type: 'text', text: 'What is 1 + 2?' } }];
    const tools = [
      { name: 'add', inputSchema: { type: 'object' }, ...(outputSchema === undefined ? {} : { outputSchema }) },
    ];
    for (let turn = 0; turn < most && !work.signal.aborted; turn += 1) {
      const reply = await work.ask('sampling/createMessage', {
        messages: structuredClone(messages),
        tools,
        maxTokens: 50,
      });
      const content: Loose[] = [dict(reply['result'])['content'] ?? []].flat();
      const uses = content.filter(({ type }) => type === 'tool_use');
      if (uses.length === 0) return text('done');
      messages.push({ role: 'assistant', content }, { role: 'user', content: answer(uses) });
    }
    return text('given up');
  });
}

export const roots: readonly Mutant[] = [
  mutant(
    'roots.capability-checked',
    'to everybody',
    onceReady((connection, server) => void ask(server, connection, 'roots/list', undefined, connection.say)),
    { newest: '2025-03-26' },
  ),
  mutant(
    'roots.requires-capability',
    'to everybody',
    everywhere((work) => work.ask('roots/list', undefined, 300)),
  ),
  mutant(
    'roots.requires-capability',
    'to everybody',
    onceReady((connection, server) => {
      setTimeout(() => void ask(server, connection, 'roots/list', undefined, connection.say), 300);
    }),
    FULL_HTTP,
  ),
  mutant(
    'roots.list-changes-handled',
    'dies',
    (server) =>
      void (server.notices['notifications/roots/list_changed'] = (_params, connection) => connection.hangUp()),
  ),
  mutant(
    'roots.list-changes-handled',
    'complains',
    (server) =>
      void (server.notices['notifications/roots/list_changed'] = (_params, connection) =>
        connection.say({ jsonrpc: '2.0', id: null, error: { code: -32601, message: 'no' } })),
  ),
  mutant(
    'roots.unavailable-handled',
    'dies of no root',
    tool('workspace', () => async (_args, work) => {
      if (work.connection.client['roots'] === undefined) return failed('no');
      const { result } = await work.ask('roots/list');
      if (result?.roots?.some(({ uri }: Loose) => uri.startsWith('file:')) === true) work.connection.hangUp();
      return text(String(result.roots.length));
    }),
    FULL,
  ),
  mutant(
    'roots.cached',
    'on every call',
    tool('workspace', (right) => (args, work) => {
      work.connection.notes.delete('roots');
      return right(args, work);
    }),
    FULL,
  ),
];
