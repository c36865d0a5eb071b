// The tools of the full shape: a small weather station that is read, asks back, takes its time, and writes reports.

import { again, ask, fitsForm, fitsRoots, fitsSampling, fitsUrl, needs } from './input.ts';
import { PHOTO, SOUND } from './media.ts';
import { data, say } from './tools.ts';
import {
  type Call,
  isObj,
  KEY,
  listOf,
  type Obj,
  objOf,
  pause,
  Refusal,
  type Server,
  textOf,
  type Tool,
} from './words.ts';

const object = (properties: Obj, required: readonly string[] = []): Obj => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
});

const reads = (name: string, description: string, inputSchema: Obj, run: Tool['run'], more: Obj = {}): Tool => ({
  name,
  definition: { name, description, inputSchema, annotations: { readOnlyHint: true, openWorldHint: false }, ...more },
  run,
});

const READING = object({ station: { type: 'string' }, celsius: { type: 'number' } }, ['station', 'celsius']);

const forecast = reads(
  'forecast',
  'Forecast of one station for some days.',
  object(
    { station: { type: 'string', enum: ['harbour', 'summit'] }, days: { type: 'integer', minimum: 1, maximum: 7 } },
    ['station'],
  ),
  (args) => data({ station: args['station'], celsius: 11.5 }),
  { outputSchema: READING, title: 'Forecast' },
);

const scan = reads('scan_history', 'Goes through the history step by step.', object({}), async (_args, call) => {
  const steps = call.server.lax('slow-scan') ? 50 : 5;
  for (let step = 1; step <= steps; step += 1) {
    if (call.signal.aborted && !call.server.lax('works-on')) {
      if (call.server.lax('throws-when-cancelled')) throw new Refusal(-32603, 'Cancelled');
      return say('stopped');
    }
    await pause(60);
    call.progress(step, steps);
  }
  return say('Five steps done.');
});

const inspect = reads(
  'inspect_sensors',
  'Looks at each sensor and notes what it sees.',
  object({}),
  async (_args, call) => {
    call.log('debug', { note: 'sensor one answers' });
    call.log('warning', { note: 'sensor two is slow' });
    await pause(20);
    call.log('error', { note: 'sensor three is silent' });
    return say('Two of three sensors answer.');
  },
);

export const NAME_FORM: Obj = object({ label: { type: 'string', minLength: 1, maxLength: 40 } }, ['label']);

const elicit = (call: Call, requestedSchema: Obj): Obj => {
  needs(call, 'elicitation', 'form');
  const request = {
    method: 'elicitation/create',
    params: { mode: 'form', message: 'Which label do you want?', requestedSchema },
  };
  return objOf(ask(call, { label: request }, fitsForm(requestedSchema, call.server)).responses['label']);
};

const label = reads('preview_label', 'Shows how a label of yours would look.', object({}), (_args, call) => {
  const response = elicit(call, NAME_FORM);
  if (response['action'] !== 'accept' && !call.server.lax('decline-ignored'))
    return say('No label then.', { isError: true });
  return say(`[ ${textOf(objOf(response['content'])['label'])} ]`);
});

const connect = reads(
  'check_account',
  'Checks the account that you connect in your browser.',
  object({}),
  (_args, call) => {
    needs(call, 'elicitation', 'url');
    const params = {
      mode: 'url',
      message: 'Connect your account.',
      url: 'https://accounts.example.com/connect',
      elicitationId: 'c-1',
    };
    const { responses } = ask(call, { account: { method: 'elicitation/create', params } }, fitsUrl);
    return say(objOf(responses['account'])['action'] === 'accept' ? 'Not connected yet.' : 'Not connected.');
  },
);

/** Rounds of tool use that a summary may take. */
const ROUNDS = 4;

const summary = reads('summarise_week', 'Lets your model summarise the week.', object({}), (_args, call) => {
  needs(call, 'sampling');
  const withTools = isObj(objOf(call.capabilities['sampling'])['tools']);
  return summarise(
    call,
    withTools,
    [{ role: 'user', content: { type: 'text', text: 'Summarise: rain, sun, rain.' } }],
    0,
  );
});

function summarise(call: Call, withTools: boolean, fresh: Obj[], round: number): Obj {
  const tools = [{ name: 'celsius', description: 'Reads one value.', inputSchema: object({}) }];
  const request = (messages: unknown, last: boolean): Obj => ({
    method: 'sampling/createMessage',
    params: {
      messages,
      maxTokens: 100,
      ...(withTools && !last ? { tools } : {}),
      ...(withTools && last ? { tools, toolChoice: { mode: 'none' } } : {}),
    },
  });
  const first = { text: request(fresh, false) };
  const { responses, state } = ask(call, first, fitsSampling, { messages: fresh, round });
  const messages = [...listOf(state['messages'])];
  const turn = Number(state['round'] ?? 0);
  const response = objOf(responses['text']);
  const blocks = listOf(Array.isArray(response['content']) ? response['content'] : [response['content']]);
  const uses = blocks.map(objOf).filter((block) => block['type'] === 'tool_use');
  if (uses.length === 0 || response['stopReason'] !== 'toolUse' || !withTools)
    return say(blocks.map((block) => textOf(objOf(block)['text'])).join(' ') || 'No summary.');
  if (turn >= ROUNDS && !call.server.lax('endless')) return say('The model never came to an end.', { isError: true });
  const results: Obj[] = uses.map(({ id }) => ({
    type: 'tool_result',
    toolUseId: id,
    content: [{ type: 'text', text: '12' }],
  }));
  if (call.server.lax('first-use-only')) results.splice(1);
  if (call.server.lax('text-beside-results')) results.push({ type: 'text', text: 'there you are' });
  const next = [...messages, { role: 'assistant', content: response['content'] }, { role: 'user', content: results }];
  throw again(
    { text: request(next, turn + 1 >= ROUNDS && !call.server.lax('endless')) },
    { messages: next, round: turn + 1 },
  );
}

const folders = reads(
  'find_logbook',
  'Looks for a logbook in the folders of your workspace.',
  object({}),
  (_args, call) => {
    needs(call, 'roots');
    const { responses } = ask(call, { folders: { method: 'roots/list' } }, fitsRoots);
    const roots = listOf(objOf(responses['folders'])['roots']).map(objOf);
    if (call.server.lax('first-root-unchecked')) return say(`Nothing in ${(roots[0] as Obj)['uri'] as string}`);
    return say(roots.length === 0 ? 'There are no folders.' : `Nothing in ${roots.length} folders.`);
  },
);

const region = reads(
  'region_rain',
  'Rain of a region, counted from the newest.',
  object(
    { region: { type: 'string', 'x-mcp-header': 'Region' }, limit: { type: 'integer', 'x-mcp-header': 'Limit' } },
    ['region'],
  ),
  (args) => say(`Rain in ${textOf(args['region'])}: none in ${Number(args['limit'] ?? 10)} days.`),
);

const views = reads('show_station', 'Photo and sound of the station, and where its manual is.', object({}), () => ({
  content: [
    {
      type: 'image',
      data: PHOTO,
      mimeType: 'image/png',
      annotations: { audience: ['user'], priority: 0.5, lastModified: '2026-01-12T15:00:58Z' },
    },
    { type: 'audio', data: SOUND, mimeType: 'audio/wav' },
    { type: 'resource_link', uri: 'station://manual', name: 'manual' },
    { type: 'resource', resource: { uri: 'station://manual', mimeType: 'text/plain', text: 'Open the box.' } },
  ],
}));

const calibration = reads(
  'check_pair',
  'Checks a pair of low and high values.',
  {
    type: 'object',
    properties: { pair: { type: 'array', prefixItems: [{ type: 'integer' }, { type: 'string' }], items: false } },
    required: ['pair'],
  },
  () => say('The pair is fine.'),
);

const oldPair = reads(
  'check_old_pair',
  'Checks a pair as older stations wrote it.',
  {
    $schema: 'http://json-schema.org/draft-07/schema#',
    type: 'object',
    properties: {
      pair: { type: 'array', items: [{ type: 'integer' }, { type: 'string' }], additionalItems: false, minItems: 2 },
    },
    required: ['pair'],
  },
  () => say('The old pair is fine.'),
);

const broken = reads('read_archive', 'Reads the archive, which is closed for repairs.', object({}), () => {
  throw new Error('The archive is closed.');
});

const season = reads(
  'preview_season',
  'Shows another season on the display for a moment.',
  object({}),
  async (_args, call) => {
    changed(call.server, 'tools');
    changed(call.server, 'prompts');
    changed(call.server, 'resources');
    updated(call.server, 'station://now');
    if (call.server.lax('season-stays')) another(call.server);
    return say('Spring.');
  },
);

/** One more of everything; this alone makes a list differ from before. */
function another({ parts }: Server): void {
  const name = `spring_${parts.tools.length}`;
  parts.tools.push({ ...note, name, definition: { ...note.definition, name } });
  parts.prompts.push({ ...parts.prompts[1], name });
  parts.messages.set(name, () => []);
  parts.resources.push({ uri: `station://readings/harbour?${name}`, name });
  parts.contents.set(`station://readings/harbour?${name}`, () => ({ text: '12' }));
}

/** Tells whoever listens that a list changed. */
export function changed(server: Server, list: 'tools' | 'prompts' | 'resources'): void {
  if (server.lax('silent-changes')) return;
  for (const { call, filter } of server.listens)
    if (filter[`${list}ListChanged`] === true || server.lax('all-changes-to-all'))
      call.say(`notifications/${list}/list_changed`, tagged(call));
}

export function updated(server: Server, uri: string): void {
  if (server.lax('silent-updates')) return;
  for (const { call, filter } of server.listens)
    if (listOf(filter['resourceSubscriptions']).includes(uri) || server.lax('all-updates-to-all'))
      call.say('notifications/resources/updated', { uri, ...tagged(call) });
}

export const tagged = (call: Call): Obj =>
  call.server.lax('only-ack-tagged')
    ? {}
    : { _meta: { [KEY.subscription]: call.server.lax('text-subscription') ? String(call.id) : call.id } };

const note: Tool = {
  name: 'store_note',
  definition: {
    name: 'store_note',
    description: 'Keeps a note.',
    inputSchema: object({ text: { type: 'string' } }, ['text']),
  },
  run: () => say('Kept.'),
};

export const toolbox = (): Tool[] =>
  [
    forecast,
    scan,
    inspect,
    label,
    connect,
    summary,
    folders,
    region,
    views,
    calibration,
    oldPair,
    broken,
    season,
    note,
  ].map((tool) => ({ ...tool, definition: structuredClone(tool.definition) }));
