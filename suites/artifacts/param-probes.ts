// Calls of a harmless tool whose arguments travel in Mcp-Param headers too: right, wrong, missing and oddly encoded.

import type { Artifact, Session, ViewReader } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject, Recording } from '../kernel/recording.ts';
import { served } from './answers.ts';
import { exampleArguments, exampleOf } from './example-value.ts';
import { badlyPadded, rawBytes, sentinel, withForeignSigns } from './header-probes.ts';
import { text, type Listed } from './listing.ts';
import { callableTools, taskOnly } from './safe-calls.ts';
import { tools } from './tools.ts';

const BY = 'artifact:param-probes';
const PATIENCE = 5000;

interface Param {
  readonly key: string;
  readonly header: string;
  readonly type: unknown;
  readonly required: boolean;
  /** Any text will do: no enum, pattern or format narrows it. */
  readonly free: boolean;
  readonly value: Json;
}

interface Annotated {
  readonly name: string;
  readonly params: readonly Param[];
  readonly arguments: JsonObject;
}

export interface ParamProbe {
  readonly what: string;
  /** Tool and parameter, for keys. */
  readonly subject: string;
  readonly exchange: Exchange;
}

export interface ParamProbes {
  /** Those of tools whose right call was served. */
  of(...what: readonly string[]): readonly ParamProbe[];
  readonly found: boolean;
}

/** Annotated parameters at the top of the schema; what lies deeper is like them. */
function paramsOf(schema: unknown, given: JsonObject): readonly Param[] {
  const properties = member(schema, 'properties');
  const required = member(schema, 'required');
  return Object.entries(isObject(properties) ? properties : {}).flatMap(([key, property]): Param[] => {
    const mark = member(property, 'x-mcp-header');
    const type = member(property, 'type');
    if (typeof mark !== 'string' || !['string', 'integer', 'boolean'].includes(String(type))) return [];
    const free = !['enum', 'const', 'pattern', 'format', 'maxLength', 'minLength'].some(
      (name) => isObject(property) && name in property,
    );
    const value = given[key] ?? exampleOf(property, schema, key).value;
    return [
      {
        key,
        header: `Mcp-Param-${mark}`,
        type,
        required: Array.isArray(required) && required.includes(key),
        free,
        value,
      },
    ];
  });
}

/** The first such tool, and the first that takes any text, which most of the questions about encoding need. */
function annotated(items: readonly Listed[], callable: readonly string[]): readonly Annotated[] {
  const all = callableTools(items, callable)
    .filter((each) => !taskOnly(each))
    .flatMap((tool): readonly Annotated[] => {
      const schema = member(tool.value, 'inputSchema');
      const given = exampleArguments(schema).value;
      const params = paramsOf(schema, given);
      const own = Object.fromEntries(params.map(({ key, value }) => [key, value]));
      return params.length === 0 ? [] : [{ name: text(tool, 'name') ?? '', params, arguments: { ...given, ...own } }];
    });
  const free = all.find(({ params }) => params.some((param) => param.type === 'string' && param.free));
  return [...new Set([all[0], free])].filter((tool) => tool !== undefined);
}

const other = (value: Json): string =>
  typeof value === 'boolean'
    ? String(!value)
    : typeof value === 'number'
      ? String(value + 1)
      : `${String(value)}-other`;

async function gather(session: Session, views: ViewReader): Promise<void> {
  for (const tool of annotated(views(tools).items, session.callable)) await askTool(session, tool);
}

async function askTool(session: Session, tool: Annotated): Promise<void> {
  const send: Send = (what, key, args, headers, wrong) =>
    session.request(
      'tools/call',
      { name: tool.name, arguments: args },
      {
        tag: `${what}|${tool.name}|${key}`,
        headers,
        timeout: PATIENCE,
        ...(wrong ? { deliberate: 'Mcp-Param headers that do not fit, or spelled oddly' } : {}),
      },
    );
  const own = tool.arguments;
  await send('baseline', '', own, {}, false);
  await Promise.all([
    ...tool.params.flatMap(({ header, key, value }) => [
      send('mismatch', key, own, { [header]: other(value) }, true),
      send('missing', key, own, { [header]: null }, true),
    ]),
    ...optional(tool, send),
    ...ofTexts(tool, send),
    ...ofNumbers(tool, send),
  ]);
}

type Send = (
  what: string,
  key: string,
  args: JsonObject,
  headers: Readonly<Record<string, string | null>>,
  wrong: boolean,
) => Promise<Exchange>;

function optional(tool: Annotated, send: Send): readonly Promise<Exchange>[] {
  const param = tool.params.find(({ required }) => !required);
  if (param === undefined) return [];
  const { [param.key]: _, ...rest } = tool.arguments;
  return [
    send('absent', param.key, rest, { [param.header]: null }, false),
    send('null', param.key, { ...rest, [param.key]: null }, { [param.header]: null }, true),
  ];
}

function ofTexts(tool: Annotated, send: Send): readonly Promise<Exchange>[] {
  const texts = tool.params.filter(({ type }) => type === 'string');
  const param = texts.find(({ free }) => free) ?? texts[0];
  if (param === undefined) return [];
  const value = String(param.value);
  const withValue = (text: string): JsonObject => ({ ...tool.arguments, [param.key]: text });
  const known = [
    send('encoded', param.key, tool.arguments, { [param.header]: sentinel(value) }, false),
    send('bytes', param.key, tool.arguments, { [param.header]: `${rawBytes('é')}${value}` }, true),
    send('padding', param.key, tool.arguments, { [param.header]: badlyPadded(value) }, true),
    send('signs', param.key, tool.arguments, { [param.header]: withForeignSigns(value) }, true),
  ];
  if (!param.free) return known;
  return [
    ...known,
    send('foreign text', param.key, withValue('日本'), { [param.header]: sentinel('日本') }, false),
    send('literal', param.key, withValue('SGVsbG8='), { [param.header]: 'SGVsbG8=' }, false),
    send('open marker', param.key, withValue('=?base64?SGVsbG8='), { [param.header]: '=?base64?SGVsbG8=' }, false),
  ];
}

function ofNumbers(tool: Annotated, send: Send): readonly Promise<Exchange>[] {
  const param = tool.params.find(({ type, value }) => type === 'integer' && typeof value === 'number');
  if (param === undefined) return [];
  return [send('decimal', param.key, tool.arguments, { [param.header]: `${String(param.value)}.0` }, true)];
}

function read(recording: Recording): ParamProbes {
  const own = recording.exchanges.filter((exchange) => exchange.by === BY);
  const parts = own.map((exchange) => {
    const [what = '', tool = '', key = ''] = exchange.tag?.split('|') ?? [];
    return { what, tool, subject: `${tool}.${key}`, exchange };
  });
  const works = new Set(
    parts.filter(({ what, exchange }) => what === 'baseline' && served(exchange)).map(({ tool }) => tool),
  );
  return {
    found: works.size > 0,
    of: (...what) => parts.filter((part) => works.has(part.tool) && what.includes(part.what)),
  };
}

export const paramProbes: Artifact<ParamProbes> = artifact({
  id: 'param-probes',
  after: [tools] as readonly Artifact<unknown>[],
  declared: (_capabilities, recording) => recording.era === 'per-request' && recording.transport === 'streamable-http',
  gather,
  read,
});
