// Lists with pages, resources, prompts and completions of the full shape.

import { ask, fitsForm, needs } from './input.ts';
import { PHOTO, SOUND } from './media.ts';
import { type Call, isObj, type Obj, objOf, type Parts, Refusal, textOf } from './words.ts';

const LISTS: Readonly<Record<string, readonly [member: string, of: (parts: Parts) => unknown]>> = {
  'tools/list': ['tools', ({ tools }) => tools.map(({ definition }) => definition)],
  'prompts/list': ['prompts', ({ prompts }) => prompts],
  'resources/list': ['resources', ({ resources }) => resources],
  'resources/templates/list': ['resourceTemplates', ({ templates }) => templates],
};

/** One page of a list; `undefined` where the method is no list. */
export function listed(call: Call): Obj | undefined {
  const list = LISTS[call.method];
  if (list === undefined) return undefined;
  const [name, of] = list;
  const all = of(call.server.parts) as readonly unknown[];
  const { cursor } = call.params;
  const size = call.server.parts.pageSize;
  const from = cursor === undefined ? 0 : offset(call, name, cursor, all.length);
  const page: Obj = { [name]: all.slice(from, from + size) };
  if (from + size < all.length) page['nextCursor'] = Buffer.from(`${name}:${from + size}`).toString('base64url');
  return page;
}

function offset(call: Call, name: string, cursor: unknown, length: number): number {
  if (call.server.lax('cursors-ignored')) return 0;
  const refusal = new Refusal(-32602, 'This is no cursor of this list');
  if (typeof cursor !== 'string') throw refusal;
  const [of, at] = Buffer.from(cursor, 'base64url').toString().split(':');
  const from = Number(at);
  if (of !== name || !Number.isInteger(from) || from <= 0 || from >= length) throw refusal;
  return from;
}

export function readResource(call: Call): Obj {
  const { uri } = call.params;
  if (typeof uri !== 'string') throw new Refusal(-32602, 'A resource is read by its uri');
  const own = call.server.parts.contents.get(uri);
  const station = /^station:\/\/readings\/(harbour|summit)$/.exec(uri)?.[1];
  if (uri === 'station://ask' && own !== undefined) label(call);
  if (own !== undefined) return { contents: [{ uri, ...own() }] };
  if (station !== undefined) return { contents: [{ uri, mimeType: 'text/plain', text: `12 at ${station}` }] };
  throw new Refusal(call.server.lax('retired-code') ? -32002 : -32602, 'There is no such resource');
}

const SCHEMA: Obj = {
  type: 'object',
  properties: { language: { type: 'string', enum: ['en', 'de'] } },
  required: ['language'],
};

function label(call: Call): Obj {
  needs(call, 'elicitation', 'form');
  const params = { mode: 'form', message: 'In which language?', requestedSchema: SCHEMA };
  return ask(call, { language: { method: 'elicitation/create', params } }, fitsForm(SCHEMA, call.server)).responses;
}

export function getPrompt(call: Call): Obj {
  const { name, arguments: given } = call.params;
  if (typeof name !== 'string') throw new Refusal(-32602, 'A prompt is fetched by its name');
  if (given !== undefined && !isObj(given) && !call.server.lax('prompt-arguments'))
    throw new Refusal(-32602, 'arguments must be an object');
  const prompt = call.server.parts.prompts.find((one) => one['name'] === name);
  const make = call.server.parts.messages.get(name);
  if (prompt === undefined || make === undefined) throw new Refusal(-32602, 'There is no such prompt');
  const args = objOf(given);
  if (Object.values(args).some((value) => typeof value !== 'string') && !call.server.lax('prompt-arguments'))
    throw new Refusal(-32602, 'arguments of prompts are strings');
  for (const argument of Array.isArray(prompt['arguments']) ? (prompt['arguments'] as Obj[]) : [])
    if (
      argument['required'] === true &&
      args[textOf(argument['name'])] === undefined &&
      !call.server.lax('prompt-required')
    )
      throw new Refusal(-32602, `The argument ${textOf(argument['name'])} is missing`);
  return { description: prompt['description'], messages: make(args, call) };
}

export function completion(call: Call): Obj {
  const { ref, argument, context } = call.params;
  const bad = (what: string): Refusal => new Refusal(-32602, `${what} is missing or of another kind`);
  const loose = call.server.lax('completion-loose');
  if (!isObj(ref)) throw bad('ref');
  const missing = !isObj(argument) || typeof argument['name'] !== 'string' || typeof argument['value'] !== 'string';
  if (missing && !loose) throw bad('argument');
  if (
    context !== undefined &&
    (!isObj(context) || (context['arguments'] !== undefined && !isObj(context['arguments'])))
  )
    throw bad('context');
  const of = { 'ref/prompt': textOf(ref['name']), 'ref/resource': textOf(ref['uri']) }[textOf(ref['type'])];
  if (of === undefined && !call.server.lax('any-ref')) throw bad('ref.type');
  const { parts } = call.server;
  const known =
    parts.prompts.some(({ name }) => name === of && ref['type'] === 'ref/prompt') ||
    [...parts.templates.map((one) => one['uriTemplate']), ...parts.resources.map(({ uri }) => uri)].includes(of);
  if (!known && !call.server.lax('empty-for-unknown') && !call.server.lax('any-ref')) throw bad('ref');
  const name = textOf(objOf(argument)['name']);
  const all = parts.values.get(`${of ?? ''} ${name}`) ?? [];
  const values = all.filter((value) => value.startsWith(textOf(objOf(argument)['value'])));
  return {
    completion: {
      values: call.server.lax('many-values') ? Array.from({ length: 101 }, (_, n) => `v${n}`) : values,
      hasMore: false,
    },
  };
}

const message = (content: Obj): Obj => ({ role: 'user', content });
const text = (words: string): Obj => message({ type: 'text', text: words });

/** What the full shape offers beside its tools. */
export function documents(): Omit<
  Parts,
  'capabilities' | 'info' | 'instructions' | 'supported' | 'tools' | 'pageSize'
> {
  const manual = { mimeType: 'text/plain', text: 'Open the box.\nRead the dial – in °C.' };
  return {
    resources: [
      {
        uri: 'station://manual',
        name: 'manual',
        title: 'Manual',
        mimeType: 'text/plain',
        annotations: { audience: ['user'], priority: 0.8 },
      },
      { uri: 'station://photo', name: 'photo', mimeType: 'image/png' },
      { uri: 'station://now', name: 'now', mimeType: 'text/plain' },
      { uri: 'station://ask', name: 'ask', description: 'In the language that you choose.', mimeType: 'text/plain' },
      { uri: 'station://rules', name: 'rules', mimeType: 'text/plain' },
    ],
    templates: [{ uriTemplate: 'station://readings/{station}', name: 'readings', mimeType: 'text/plain' }],
    prompts: [
      {
        name: 'describe_day',
        description: 'Describes a day.',
        arguments: [{ name: 'day', required: true }, { name: 'tone' }],
      },
      { name: 'greeting', description: 'Greets.' },
      { name: 'illustrated', description: 'With a picture, a sound and the manual.' },
    ],
    contents: new Map<string, () => Obj>([
      ['station://manual', () => manual],
      ['station://photo', () => ({ mimeType: 'image/png', blob: PHOTO })],
      ['station://now', () => ({ mimeType: 'text/plain', text: '12' })],
      ['station://ask', () => ({ mimeType: 'text/plain', text: 'Hallo.' })],
      ['station://rules', () => ({ mimeType: 'text/plain', text: 'One: be kind.' })],
    ]),
    messages: new Map<string, (args: Obj, call: Call) => Obj[]>([
      [
        'describe_day',
        ({ day, tone }) => [text(`Describe ${String(day)}${tone === undefined ? '' : `, ${String(tone)}`}.`)],
      ],
      ['greeting', () => [text('Say hello.')]],
      [
        'illustrated',
        () => [
          message({ type: 'image', data: PHOTO, mimeType: 'image/png' }),
          message({ type: 'audio', data: SOUND, mimeType: 'audio/wav' }),
          message({ type: 'resource', resource: { uri: 'station://manual', ...manual } }),
        ],
      ],
    ]),
    values: new Map([
      ['describe_day day', ['friday', 'monday', 'sunday']],
      ['describe_day tone', ['dry', 'merry']],
      ['station://readings/{station} station', ['harbour', 'summit']],
    ]),
  };
}
