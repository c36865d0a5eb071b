// What a client answers when a call asks it something: as usual, and in each way that a server has to cope with.

import type { AnswerGiven } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Json, JsonObject } from '../kernel/recording.ts';
import { exampleOf } from './example-value.ts';
import type { Asking } from './questions.ts';

/** What is asked for: an answer of the person, of the model, or the folders at work. */
export type Kind = 'elicitation' | 'sampling' | 'roots';

export const METHOD_OF: Readonly<Record<Kind, Asking>> = {
  elicitation: 'elicitation/create',
  sampling: 'sampling/createMessage',
  roots: 'roots/list',
};

export type Reply = AnswerGiven | undefined;
export type Replies = (method: string, params: JsonObject) => Reply;

const text = (role: string, content: Json): JsonObject => ({ role, content, model: 'assay', stopReason: 'endTurn' });
const sampled = text('assistant', { type: 'text', text: 'ok' });

/** Content that fits the form, as far as a form says what fits. */
export const fitting = (params: JsonObject): JsonObject => {
  const schema = params['requestedSchema'];
  const properties = member(schema, 'properties');
  if (!isObject(properties)) return {};
  return Object.fromEntries(
    Object.entries(properties).map(([name, each]) => [name, exampleOf(each, schema, name).value as Json]),
  );
};

/** Content that breaks the form: nothing where something is required, else the wrong type for the first property. */
const breaking = (params: JsonObject): JsonObject | undefined => {
  const schema = params['requestedSchema'];
  const required = member(schema, 'required');
  if (Array.isArray(required) && required.length > 0) return {};
  const properties = member(schema, 'properties');
  const [first] = isObject(properties) ? Object.entries(properties) : [];
  if (first === undefined) return undefined;
  return { ...fitting(params), [first[0]]: { nested: [first[0]] } };
};

const toolUse = (params: JsonObject): JsonObject => {
  const tools = Array.isArray(params['tools']) ? (params['tools'] as readonly unknown[]) : [];
  const name = member(tools[0], 'name');
  const use = (id: string): JsonObject => ({
    type: 'tool_use',
    id,
    name: typeof name === 'string' ? name : 'none',
    input: {},
  });
  return { ...text('assistant', [use('assay-1'), use('assay-2')]), stopReason: 'toolUse' };
};

export const usual: Replies = (method, params) => {
  if (method === 'elicitation/create') {
    const accepted: JsonObject = { action: 'accept' };
    return { result: params['mode'] === 'url' ? accepted : { ...accepted, content: fitting(params) } };
  }
  if (method === 'sampling/createMessage') return { result: sampled };
  return method === 'roots/list' ? { result: { roots: [] } } : undefined;
};

/** Answers all that is asked as usual, but questions of this kind in this way. */
export const but =
  (kind: Kind, reply: (params: JsonObject) => Reply): Replies =>
  (method, params) =>
    method === METHOD_OF[kind] ? reply(params) : usual(method, params);

const refusal = (code: number): Reply => ({ error: { code, message: 'Refused by the user' } });

/** What is answered, by kind: each play uses one of these for every question of its kind. */
export const VARIANTS: Readonly<Record<Kind, Readonly<Record<string, (params: JsonObject) => Reply>>>> = {
  elicitation: {
    accept: (params) => usual('elicitation/create', params),
    decline: () => ({ result: { action: 'decline' } }),
    cancel: () => ({ result: { action: 'cancel' } }),
    'accept without content': () => ({ result: { action: 'accept' } }),
    'content that breaks the form': (params) => {
      const content = params['mode'] === 'url' ? undefined : breaking(params);
      const result: JsonObject = content === undefined ? { action: 'cancel' } : { action: 'accept', content };
      return { result };
    },
    refused: () => refusal(-32603),
  },
  sampling: {
    answer: () => ({ result: sampled }),
    'refused by the user': () => refusal(-1),
    'not supported': () => refusal(-32601),
    'no content': () => ({ result: { role: 'assistant', model: 'assay' } }),
    'content of an unknown type': () => ({ result: text('assistant', { type: 'assay', data: 5 }) }),
    'role system': () => ({ result: text('system', 5) }),
    'tool use': (params) => ({ result: Array.isArray(params['tools']) ? toolUse(params) : sampled }),
  },
  roots: {
    none: () => ({ result: { roots: [] } }),
    'a folder that does not exist': () => ({
      result: { roots: [{ uri: 'file:///assay/no/such/folder', name: 'gone' }] },
    }),
    'not supported': () => refusal(-32601),
  },
};

/** Capabilities declared by clients that can do less, by the name of the variant. */
export const DECLARED: Readonly<Record<Kind, Readonly<Record<string, JsonObject>>>> = {
  elicitation: {
    undeclared: {},
    'declared empty': { elicitation: {} },
    'form declared': { elicitation: { form: {} } },
    'url declared': { elicitation: { url: {} } },
  },
  sampling: { undeclared: {}, 'declared empty': { sampling: {} } },
  roots: { undeclared: {} },
};

export const KINDS: readonly Kind[] = ['elicitation', 'sampling', 'roots'];
/** Answers that are wrong on purpose. */
export const WRONG =
  /:(?:accept without content|content that breaks the form|no content|content of an unknown type|role system):/u;
