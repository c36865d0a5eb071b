// Headers of a POST must say what its body says (transports, standard and custom headers).

import { isObj, KEY, type Obj, objOf, type Server, textOf } from './words.ts';

export interface Wrong {
  readonly status: number;
  readonly error: { readonly code: number; readonly message: string };
}

const NAMED: Readonly<Record<string, string>> = {
  'tools/call': 'name',
  'prompts/get': 'name',
  'resources/read': 'uri',
  'tasks/get': 'taskId',
  'tasks/update': 'taskId',
  'tasks/cancel': 'taskId',
};

type Headers = Readonly<Record<string, string | undefined>>;

const mismatch = (what: string): Wrong => ({
  status: 400,
  error: { code: -32020, message: `${what} does not match the body` },
});

/** `undefined` where nothing is wrong; what `_meta` lacks is for the dispatcher to say. */
export function disagreement(
  server: Server,
  message: Obj,
  headers: Headers,
  raw: readonly string[],
): Wrong | undefined {
  if (message['jsonrpc'] !== '2.0' || (message['params'] !== undefined && !isObj(message['params']))) return undefined;
  const params = objOf(message['params']);
  const meta = objOf(params['_meta']);
  const own = meta[KEY.version];
  if (own === undefined && !server.lax('version-default')) return undefined;
  const version = headers['mcp-protocol-version'];
  if (version === undefined && !server.lax('version-header-optional')) return mismatch('MCP-Protocol-Version');
  if (version !== undefined && own !== undefined && version !== own && !server.lax('version-header-any'))
    return mismatch('MCP-Protocol-Version');
  const method = textOf(message['method']);
  return (
    wrongMethod(server, method, headers, raw) ??
    wrongName(server, method, params, headers) ??
    wrongParams(server, method, params, headers)
  );
}

function wrongMethod(server: Server, method: string, headers: Headers, raw: readonly string[]): Wrong | undefined {
  const given = headers['mcp-method'];
  if (server.lax('header-case') && !raw.includes('Mcp-Method')) return mismatch('Mcp-Method');
  if (given === undefined) return server.lax('method-header-optional') ? undefined : mismatch('Mcp-Method');
  if (server.lax('method-header-any')) return undefined;
  const same = server.lax('method-header-case') ? given.toLowerCase() === method.toLowerCase() : given === method;
  return same ? undefined : mismatch('Mcp-Method');
}

function wrongName(server: Server, method: string, params: Obj, headers: Headers): Wrong | undefined {
  const member = NAMED[method];
  if (member === undefined || server.lax(`name-any-${method}`)) return undefined;
  const body = params[member];
  const given = headers['mcp-name'];
  if (given === undefined)
    return typeof body !== 'string' || server.lax(`name-optional-${method}`) ? undefined : mismatch('Mcp-Name');
  if (typeof body !== 'string') return mismatch('Mcp-Name');
  return says(server, given, body) ? undefined : mismatch('Mcp-Name');
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The text of a header value; `undefined` where no such text can be meant. */
export function decoded(server: Server, value: string): string | undefined {
  const pattern = server.lax('sentinel-case') ? /^=\?base64\?(.*?)(?:\?=)?$/i : /^=\?base64\?(.*)\?=$/;
  const inner = server.lax('sentinel-literal') ? undefined : pattern.exec(value)?.[1];
  if (inner === undefined) {
    if (server.lax('base64-guessed') && BASE64.test(value) && value.length > 4)
      return Buffer.from(value, 'base64').toString();
    // Visible ASCII, space and tab alone may stand in a header as they are.
    return /^[\t\x20-\x7e]*$/.test(value) || server.lax('bytes-any') ? value : undefined;
  }
  if (!BASE64.test(inner) && !server.lax('base64-lenient')) return undefined;
  return Buffer.from(inner, 'base64').toString('utf8');
}

function says(server: Server, header: string, body: string): boolean {
  if (server.lax('sentinel-any') && header.startsWith('=?base64?')) return true;
  return decoded(server, header) === body;
}

function wrongParams(server: Server, method: string, params: Obj, headers: Headers): Wrong | undefined {
  if (method !== 'tools/call' || server.lax('params-unchecked')) return undefined;
  const tool = server.parts.tools.find(({ name }) => name === params['name']);
  const schema = objOf(tool?.definition['inputSchema']);
  const args = objOf(params['arguments']);
  for (const [key, property] of Object.entries(objOf(schema['properties']))) {
    const name = objOf(property)['x-mcp-header'];
    if (typeof name !== 'string' || name === '') continue;
    const given = headers[`mcp-param-${name.toLowerCase()}`];
    const value = args[key];
    if (given === undefined && server.lax('params-optional')) continue;
    if (value === undefined || value === null) {
      if (given !== undefined || server.lax('params-demanded')) return mismatch(`Mcp-Param-${name}`);
      continue;
    }
    if (given === undefined || !sameValue(server, given, value)) return mismatch(`Mcp-Param-${name}`);
  }
  return undefined;
}

function sameValue(server: Server, header: string, value: unknown): boolean {
  if (typeof value === 'number' && !server.lax('numbers-as-text'))
    return header.trim() !== '' && Number(header) === value;
  return decoded(server, header) === (typeof value === 'object' ? undefined : String(value));
}
