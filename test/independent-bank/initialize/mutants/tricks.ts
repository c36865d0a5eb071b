// Ways to break a server that several areas share.

import { ask, dict, Refusal, type Handler, type Loose, type Work } from '../server.ts';
import { type Plant, instead, tool, defines, says, onceReady, both, notice } from './plant.ts';

export const text = (value: string): Loose => ({ content: [{ type: 'text', text: value }] });
export const more =
  (...tools: Loose[]): Plant =>
  (server) => {
    for (const one of tools) {
      server.tools.push({
        description: 'More',
        inputSchema: { type: 'object' },
        annotations: { readOnlyHint: true },
        ...one,
      });
      server.calls[one.name] = () => text('fine');
    }
  };
export const schemaOf = (change: (schema: Loose) => Loose): Plant =>
  defines('add', (one) => {
    one['inputSchema'] = change(one['inputSchema']) ?? one['inputSchema'];
  });
/** A sloppy handler: it takes whatever comes. */
export const unchecked: Plant = instead('tools/call', (_right, server) => (params, work) => {
  const call = server.calls[params['name']];
  if (call === undefined) throw new Refusal(-32602, 'Unknown tool');
  return call(dict(params['arguments']), work);
});
export const changesQuietly = (kind: 'tools' | 'resources' | 'prompts'): Plant =>
  onceReady((_connection, server) => {
    setTimeout(() => {
      if (server.notes.get('changed') === true) return;
      server.notes.set('changed', true);
      const list: Loose[] = server[kind];
      if (kind === 'resources') {
        list.push({ uri: 'shop://new', name: 'new' });
        server.contents['shop://new'] = () => [{ uri: 'shop://new', text: 'x' }];
      } else if (kind === 'tools') {
        list.push({ name: 'late', description: 'Late', inputSchema: { type: 'object' } });
        server.calls['late'] = () => text('late');
      } else list.push({ name: 'late', description: 'Late' });
    }, 400);
  });
/** A tool that says it only reads and changes a list when called. */
export const changesOnCall = (kind: 'tools' | 'resources' | 'prompts'): Plant =>
  tool('today', (right, server) => (args, work) => {
    const n = (server.notes.get('n') ?? 0) + 1;
    server.notes.set('n', n);
    const list: Loose[] = server[kind];
    if (kind === 'resources') {
      list.push({ uri: `shop://new/${n}`, name: 'new' });
      server.contents[`shop://new/${n}`] = () => [{ uri: `shop://new/${n}`, text: 'x' }];
    } else if (kind === 'tools') {
      list.push({ name: `late_${n}`, description: 'Late', inputSchema: { type: 'object' } });
      server.calls[`late_${n}`] = () => text('late');
    } else list.push({ name: `late_${n}`, description: 'Late' });
    return right(args, work);
  });
export const unlisted = (kind: string): Plant =>
  both(
    (server) => void delete server.capabilities[kind].listChanged,
    onceReady((connection) => connection.say(notice(`notifications/${kind}/list_changed`))),
  );

export const chatty = (act: Handler): Plant =>
  tool('today', (right) => async (args, work) => {
    await act(args, work);
    return right(args, work);
  });
export const failed = (value: string): Loose => ({ ...text(value), isError: true });
export const form = (change: (params: Loose) => void): Plant =>
  says('elicitation/create', (params) => {
    if (params.mode !== 'url') change(params);
  });
export const page = (change: (params: Loose) => void): Plant =>
  says('elicitation/create', (params) => {
    if (params.mode === 'url') change(params);
  });
export const asked = (change: (params: Loose, message: Loose) => void): Plant => says('sampling/createMessage', change);
export const during = (method: string, act: (work: Work, params: Loose) => Loose): Plant =>
  instead(method, (right) => async (params, work) => {
    await act(work, params);
    return right(params, work);
  });
export const everywhere = (act: (work: Work) => Loose): Plant => during('tools/call', act);
export const form1 = {
  message: 'What shall we call you?',
  requestedSchema: { type: 'object', properties: { nickname: { type: 'string' } } },
};
export const sample1 = { messages: [{ role: 'user', content: { type: 'text', text: 'Hi' } }], maxTokens: 5 };

export const pings = (ms: number, times: number): Plant =>
  onceReady((connection, server) => {
    let left = times;
    const timer = setInterval(() => {
      if ((left -= 1) < 0) return clearInterval(timer);
      void ask(server, connection, 'ping', undefined, connection.say);
    }, ms);
  });
export function urlRequired(data: Loose, code = -32042): Plant {
  return tool('today', () => () => {
    throw new Refusal(code, 'Authorize on https://shop.example/x first', data);
  });
}
