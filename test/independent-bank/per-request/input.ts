// Questions to the client: asked in a result, answered in a retry, with a sealed state in between.

import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import Ajv from 'ajv/dist/2020.js';
import { type Call, InputNeeded, isObj, type Obj, objOf, Refusal, type Server, textOf } from './words.ts';

const SECRET = randomUUID();
const ajv = new Ajv.default({ strict: false, validateFormats: false });

const mac = (text: string): string => createHmac('sha256', SECRET).update(text).digest('base64url');

/** What a state is bound to: the method and everything the retry must repeat. */
const subject = (method: string, params: Obj): string => {
  const { _meta, inputResponses, requestState, ...rest } = params;
  void _meta;
  void inputResponses;
  void requestState;
  return createHash('sha256')
    .update(JSON.stringify([method, rest]))
    .digest('base64url');
};

export function asInput(server: Server, method: string, params: Obj, why: InputNeeded): Obj {
  const body = JSON.stringify({
    for: server.lax('state-unbound') ? '' : subject(method, params),
    until: Date.now() + 60_000,
    ...why.state,
  });
  const text = Buffer.from(body).toString('base64url');
  return { resultType: 'input_required', inputRequests: why.requests, requestState: `${text}.${mac(text)}` };
}

/** The shape of what a retry brings. */
export function checkedResponses(call: Call): void {
  const { inputResponses, requestState } = call.params;
  const lax = call.server.lax('null-responses') && !isObj(inputResponses);
  if (inputResponses !== undefined && !isObj(inputResponses) && !lax)
    throw new Refusal(-32602, 'inputResponses must be an object');
  if (requestState !== undefined && typeof requestState !== 'string')
    throw new Refusal(-32602, 'requestState must be a string');
}

/** The state of a retry, if it is ours, fresh, and for this very request. */
function stateOf(call: Call): Obj | undefined {
  const given = textOf(call.params['requestState']);
  if (given === '') return undefined;
  const [text = '', seal = ''] = given.split('.');
  const own = Buffer.from(mac(text));
  const theirs = Buffer.from(seal);
  const sealed = own.length === theirs.length && timingSafeEqual(own, theirs);
  if (!sealed && !call.server.lax('state-unsealed')) throw new Refusal(-32602, 'requestState is not valid');
  let state: Obj = {};
  try {
    state = objOf(JSON.parse(Buffer.from(text, 'base64url').toString()));
  } catch {
    if (!call.server.lax('state-unsealed')) throw new Refusal(-32602, 'requestState is not valid');
  }
  const bound =
    state['for'] === subject(call.method, call.params) ||
    call.server.lax('state-unbound') ||
    call.server.lax('state-unsealed');
  if (!bound || !(Number(state['until']) > Date.now() || call.server.lax('state-unsealed')))
    throw new Refusal(-32602, 'requestState is for something else');
  return state;
}

/** Refuses where the client does not declare what a question needs. */
export function needs(call: Call, capability: string, part?: string): void {
  const own = declared(call)[capability];
  const enough =
    isObj(own) && (part === undefined || part in own || (part === 'form' && Object.keys(own).length === 0));
  if (enough || call.server.lax('asks-anyone')) return;
  const requiredCapabilities = { [capability]: part === undefined ? {} : { [part]: {} } };
  const data = {
    requiredCapabilities: call.server.lax('required-as-list')
      ? Object.keys(requiredCapabilities)
      : requiredCapabilities,
  };
  throw new Refusal(-32021, 'The client must declare a capability', data, 400);
}

function declared(call: Call): Obj {
  if (!call.server.lax('capabilities-remembered')) return call.capabilities;
  const all = { ...objOf(call.link.memory.notes.get('capabilities')), ...call.capabilities };
  call.link.memory.notes.set('capabilities', all);
  return all;
}

export interface Asked {
  readonly responses: Obj;
  readonly state: Obj;
}

/**
 * The answers to these questions, each of them fit; otherwise they are asked (again).
 *
 * `fit` says whether an answer is of the right kind.
 */
export function ask(call: Call, requests: Obj, fit: (key: string, response: Obj) => boolean, carried: Obj = {}): Asked {
  const state = stateOf(call) ?? (call.server.lax('state-optional') ? {} : undefined);
  const given = objOf(call.params['inputResponses']);
  const keys = Object.keys(requests);
  if (state === undefined) throw new InputNeeded(requests, carried);
  for (const key of keys) {
    const response = given[key];
    if (response === undefined && call.server.lax('missing-refused'))
      throw new Refusal(-32602, `No response to ${key}`);
    if (response === undefined) throw new InputNeeded(requests, { ...carried });
    if (!(isObj(response) && fit(key, response)) && !call.server.lax('responses-unchecked'))
      throw new Refusal(-32602, `The response to ${key} does not fit the request`);
  }
  if (call.server.lax('extra-refused') && Object.keys(given).some((key) => !keys.includes(key)))
    throw new Refusal(-32602, 'Unknown input response');
  return { responses: given, state };
}

/** A further round: other questions than before. */
export const again = (requests: Obj, carried: Obj): InputNeeded => new InputNeeded(requests, carried);

const ACTIONS = ['accept', 'decline', 'cancel'];

/** An ElicitResult for this schema: content belongs to an accepted form alone. */
export function fitsForm(schema: Obj, server: Server): (key: string, response: Obj) => boolean {
  const validate = ajv.compile(schema);
  return (_key, response) => {
    if (!ACTIONS.includes(textOf(response['action']))) return false;
    if (response['action'] !== 'accept' || server.lax('content-unchecked')) return true;
    return isObj(response['content']) && validate(response['content']);
  };
}

export const fitsUrl = (_key: string, response: Obj): boolean => ACTIONS.includes(textOf(response['action']));

const ROLES = ['user', 'assistant'];
export const fitsSampling = (_key: string, response: Obj): boolean => {
  const blocks = Array.isArray(response['content']) ? response['content'] : [response['content']];
  const sound =
    blocks.length > 0 &&
    blocks.every((block) => isObj(block) && (block['type'] !== 'text' || typeof block['text'] === 'string'));
  return typeof response['model'] === 'string' && ROLES.includes(textOf(response['role'])) && sound;
};

export const fitsRoots = (_key: string, response: Obj): boolean =>
  Array.isArray(response['roots']) &&
  response['roots'].every((root) => isObj(root) && textOf(root['uri']).startsWith('file://'));
