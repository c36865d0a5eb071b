// What small servers are made of: tools, pages of lists, and the words they share.

import { type Call, type Loose, type Method, Refusal } from './peer.ts';

export const text = (value: string, more: Loose = {}): Loose => ({ content: [{ type: 'text', text: value }], ...more });
export const wrong = (value: string): Loose => text(value, { isError: true });

export interface Tool {
  readonly definition: Loose;
  readonly run: (args: Loose, call: Call) => Loose | Promise<Loose>;
}

/** `tools/list` and `tools/call` of these; unknown names are refused as the revisions show it. */
export const toolMethods = (
  tools: readonly Tool[],
  pageSize?: number,
  unknownAsResult = false,
): Record<string, Method> => ({
  'tools/list': (params) =>
    paged(
      'tools',
      tools.map(({ definition }) => definition),
      params,
      pageSize,
    ),
  'tools/call': (params, call) => {
    if (typeof params?.name !== 'string') throw new Refusal(-32602, 'Invalid params: name must be a string');
    const args = params.arguments ?? {};
    if (typeof args !== 'object' || Array.isArray(args))
      throw new Refusal(-32602, 'Invalid params: arguments must be an object');
    const tool = tools.find(({ definition }) => definition.name === params.name);
    if (tool !== undefined) return tool.run(args, call);
    if (unknownAsResult) return wrong(`Unknown tool: ${params.name}`);
    throw new Refusal(-32602, `Unknown tool: ${params.name}`);
  },
});

export function paged(member: string, all: readonly Loose[], params: Loose, pageSize?: number): Loose {
  if (pageSize === undefined) {
    if (params?.cursor !== undefined) throw new Refusal(-32602, 'Invalid cursor');
    return { [member]: all };
  }
  const cursor = params?.cursor;
  const from = cursor === undefined ? 0 : Number(/^seite ✓ (\d+)$/.exec(String(cursor))?.[1] ?? Number.NaN);
  if (!(from >= 0 && from <= all.length)) throw new Refusal(-32602, 'Invalid cursor');
  const next = from + pageSize;
  return { [member]: all.slice(from, next), ...(next < all.length ? { nextCursor: `seite ✓ ${next}` } : {}) };
}

export const LEVELS = ['debug', 'info', 'notice', 'warning', 'error', 'critical', 'alert', 'emergency'];
export const readOnly = { readOnlyHint: true };
export const LEGACY = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'] as const;

export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** Looks at the clock, a die and a counter: reading only, and never the same twice. */
export const clock: Tool = {
  definition: {
    name: 'get_current_time',
    description: 'Returns the current time, with nanoseconds, in UTC.',
    inputSchema: { type: 'object', properties: {} },
    annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
  },
  run: () => text(`${new Date().toISOString()} ${process.hrtime.bigint()}`),
};
export const dice: Tool = {
  definition: {
    name: 'roll_dice',
    description: 'Rolls dice and returns each of the results as well as the sum.',
    inputSchema: {
      type: 'object',
      properties: {
        sides: { type: 'integer', minimum: 2, maximum: 100 },
        count: { type: 'integer', minimum: 1, maximum: 10 },
      },
      required: ['sides', 'count'],
    },
    outputSchema: {
      type: 'object',
      properties: { rolls: { type: 'array', items: { type: 'integer' } }, sum: { type: 'integer' } },
      required: ['rolls', 'sum'],
    },
    annotations: readOnly,
  },
  run: ({ sides, count }) => {
    if (!(Number.isInteger(sides) && sides >= 2 && sides <= 100))
      return wrong('sides must be an integer from 2 to 100');
    if (!(Number.isInteger(count) && count >= 1 && count <= 10)) return wrong('count must be an integer from 1 to 10');
    const rolls = Array.from({ length: count }, () => 1 + Math.floor(Math.random() * sides));
    const structuredContent = { rolls, sum: rolls.reduce((all, one) => all + one, 0) };
    return { content: [{ type: 'text', text: JSON.stringify(structuredContent, undefined, 2) }], structuredContent };
  },
};

/** Prompts with and without arguments. */
export const PROMPTS = [
  { name: 'greeting', description: 'Greets somebody.', arguments: [{ name: 'who', required: true }, { name: 'tone' }] },
  { name: 'no-arguments', description: 'Says the same every time.' },
  { name: 'with-media', title: 'Media', description: 'Shows a picture and a file.' },
];
