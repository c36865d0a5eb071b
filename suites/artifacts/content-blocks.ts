// Every content block the target returned: from tools, prompts and, where it asks for sampling, its own requests.

import { artifact } from '../kernel/check.ts';
import type { Where } from '../kernel/check.ts';
import { at, isObject, member, resultOf } from '../kernel/look.ts';
import type { Exchange, JsonObject } from '../kernel/recording.ts';
import { promptGets } from './prompt-gets.ts';
import { toolCalls } from './safe-calls.ts';

export interface Block {
  readonly value: JsonObject;
  readonly type: string;
  readonly from: 'tool' | 'prompt';
  /** Name of the tool or prompt. */
  readonly name: string;
  readonly exchange: Exchange;
  /** Path of the block in the message. */
  readonly path: readonly (string | number)[];
  readonly where: Where;
}

const METHODS: Readonly<Record<string, Block['from']>> = { 'tools/call': 'tool', 'prompts/get': 'prompt' };

function blocksOf(exchange: Exchange, from: Block['from']): readonly Block[] {
  const result = resultOf(exchange);
  const sentName = member(member(exchange.sent.json, 'params'), 'name');
  const name = typeof sentName === 'string' ? sentName : '';
  const found: Block[] = [];
  const add = (value: unknown, ...path: readonly (string | number)[]): void => {
    if (!isObject(value)) return;
    const type = typeof value['type'] === 'string' ? value['type'] : '';
    found.push({ value, type, from, name, exchange, path, where: at(exchange, ...path) });
  };
  const content = member(result, 'content');
  if (from === 'tool' && Array.isArray(content)) content.forEach((one, index) => add(one, 'result', 'content', index));
  const messages = member(result, 'messages');
  if (from === 'prompt' && Array.isArray(messages))
    messages.forEach((message: unknown, index) => {
      const inner = member(message, 'content');
      // Some servers send a list here; the shape rules name it, the blocks are judged all the same.
      if (Array.isArray(inner)) inner.forEach((one, place) => add(one, 'result', 'messages', index, 'content', place));
      else add(inner, 'result', 'messages', index, 'content');
    });
  return found;
}

export const contentBlocks = artifact<readonly Block[]>({
  id: 'content-blocks',
  after: [toolCalls, promptGets],
  declared: (capabilities) => isObject(member(capabilities, 'tools')) || isObject(member(capabilities, 'prompts')),
  read: (recording) =>
    recording.exchanges.flatMap((exchange) => {
      const from = Object.hasOwn(METHODS, exchange.method) ? METHODS[exchange.method] : undefined;
      return from === undefined ? [] : blocksOf(exchange, from);
    }),
});
