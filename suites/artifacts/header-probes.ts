// Requests of 2026-07-28 whose headers and body disagree, or agree in an unusual spelling: sent once, read by many rules.
//
// What is called is listed and harmless, or does not exist, because a server without the checks would run it.

import type { Artifact, RequestOptions, Session, ViewReader } from '../kernel/check.ts';
import { artifact } from '../kernel/check.ts';
import type { Exchange, JsonObject, Recording } from '../kernel/recording.ts';
import { exampleArguments } from './example-value.ts';
import { text } from './listing.ts';
import { META, offeredLists, UNKNOWN_VERSION } from './modern-messages.ts';
import { dummyArguments } from './prompt-gets.ts';
import { prompts } from './prompts.ts';
import { isWeb } from './resource-reads.ts';
import { resources } from './resources.ts';
import { callableTools, taskOnly } from './safe-calls.ts';
import { tools } from './tools.ts';

const BY = 'artifact:header-probes';
const PATIENCE = 5000;

/** A request that carries Mcp-Name. `listed`: the item exists, so that no other error applies. */
export interface Subject {
  readonly kind: 'tool' | 'prompt' | 'resource';
  readonly method: string;
  readonly params: JsonObject;
  readonly name: string;
  readonly listed: boolean;
}

export interface HeaderProbe {
  /** What was done: `method-missing`, `name-mismatch` … */
  readonly what: string;
  /** To which request: a method for lists and discovery, a kind of subject for those with a name. */
  readonly subject: string;
  /** The named item does not exist: then another error may come first. */
  readonly unlisted: boolean;
  readonly exchange: Exchange;
}

export interface HeaderProbes {
  readonly all: readonly HeaderProbe[];
  of(...what: readonly string[]): readonly HeaderProbe[];
  /** The same request without fault. */
  baseline(subject: string): Exchange | undefined;
}

/** `=?base64?…?=` around the UTF-8 bytes (basic/transports/streamable-http#value-encoding). */
export const sentinel = (value: string): string => `=?base64?${base64(value)}?=`;

export const base64 = (value: string): string =>
  btoa(Array.from(new TextEncoder().encode(value), (byte) => String.fromCodePoint(byte)).join(''));

/** The same text with the padding left out, or added where none is due: a lenient decoder does not mind. */
export const badlyPadded = (value: string): string => {
  const good = base64(value);
  return `=?base64?${good.endsWith('=') ? good.replace(/=+$/, '') : `${good}=`}?=`;
};

/** The same text with signs that are no Base64 in the middle. */
export const withForeignSigns = (value: string): string => {
  const good = base64(value);
  return `=?base64?${good.slice(0, 4)}!!!${good.slice(4)}?=`;
};

/** The text as headers carry it when its UTF-8 bytes are written as they are. */
export const rawBytes = (value: string): string =>
  Array.from(new TextEncoder().encode(value), (byte) => String.fromCodePoint(byte)).join('');

interface Stimulus {
  readonly what: string;
  readonly headers?: Readonly<Record<string, string | null>>;
  readonly meta?: RequestOptions['meta'];
  /** Absent: the request is right, only spelled unusually. */
  readonly deliberate?: string;
}

const wrong = (what: string, headers: Stimulus['headers'], meta?: Stimulus['meta']): Stimulus => ({
  what,
  deliberate: 'headers that do not fit the body',
  ...(headers === undefined ? {} : { headers }),
  ...(meta === undefined ? {} : { meta }),
});

const OTHER_LIST = { 'Mcp-Method': 'tools/call' };

const DISCOVER: readonly Stimulus[] = [
  { what: 'baseline' },
  wrong('version-missing', { 'MCP-Protocol-Version': null }),
  wrong('version-in-body', { 'MCP-Protocol-Version': '2026-07-28' }, { [META.version]: UNKNOWN_VERSION }),
  wrong('version-in-header', { 'MCP-Protocol-Version': UNKNOWN_VERSION }),
  wrong('version-unknown', undefined, { [META.version]: UNKNOWN_VERSION }),
  wrong('method-missing', { 'Mcp-Method': null }),
  wrong('method-mismatch', { 'Mcp-Method': 'tools/list' }),
  wrong('method-case', { 'Mcp-Method': 'SERVER/DISCOVER' }),
  { what: 'names-lower', headers: { 'mcp-method': 'server/discover', 'mcp-protocol-version': '2026-07-28' } },
  { what: 'names-upper', headers: { 'MCP-METHOD': 'server/discover', 'MCP-PROTOCOL-VERSION': '2026-07-28' } },
  { what: 'names-mixed', headers: { 'mCp-MeThOd': 'server/discover', 'mCp-PrOtOcOl-VeRsIoN': '2026-07-28' } },
  { what: 'padded', headers: { 'Mcp-Method': '   server/discover  ' } },
];

const LIST: readonly Stimulus[] = [
  { what: 'baseline' },
  wrong('method-missing', { 'Mcp-Method': null }),
  wrong('method-mismatch', OTHER_LIST),
];

const named = ({ name, listed }: Subject): readonly Stimulus[] => [
  { what: 'baseline' },
  wrong('name-missing', { 'Mcp-Name': null }),
  wrong('name-mismatch', { 'Mcp-Name': 'assay-other' }),
  { what: 'name-encoded', headers: { 'Mcp-Name': sentinel(name) } },
  wrong('encoded-mismatch', { 'Mcp-Name': sentinel('assay-other') }),
  ...(listed
    ? [
        // Literals that are not the name: only the exact markers make a value encoded.
        wrong('marker-case', { 'Mcp-Name': `=?BASE64?${base64(name)}?=` }),
        wrong('marker-open', { 'Mcp-Name': `=?base64?${base64(name)}` }),
        wrong('bytes', { 'Mcp-Name': `${rawBytes('é')}${name}` }),
        wrong('base64-padding', { 'Mcp-Name': badlyPadded(name) }),
        wrong('base64-signs', { 'Mcp-Name': withForeignSigns(name) }),
        ...(/^[\x21-\x7e]+$/.test(name) ? [{ what: 'name-padded', headers: { 'Mcp-Name': `  ${name}  ` } }] : []),
      ]
    : []),
];

/** One request of each kind that carries a name. */
function subjects(session: Session, views: ViewReader): readonly Subject[] {
  const found: Subject[] = [];
  const offered = new Set(offeredLists(session.capabilities).map(({ capability }) => capability));
  const tool = callableTools(views(tools).items, session.callable).findLast((each) => !taskOnly(each));
  const toolName = tool === undefined ? 'assay-ünknown' : (text(tool, 'name') ?? '');
  const schema = (tool?.value as JsonObject | undefined)?.inputSchema;
  const args = tool === undefined ? {} : exampleArguments(schema).value;
  if (offered.has('tools'))
    found.push({
      kind: 'tool',
      method: 'tools/call',
      params: { name: toolName, arguments: args },
      name: toolName,
      listed: tool !== undefined,
    });
  const [prompt] = views(prompts).items;
  const promptName = text(prompt, 'name');
  if (prompt !== undefined && promptName !== undefined)
    found.push({
      kind: 'prompt',
      method: 'prompts/get',
      params: { name: promptName, arguments: dummyArguments(prompt) },
      name: promptName,
      listed: true,
    });
  const uri = views(resources)
    .items.map((item) => text(item, 'uri'))
    .find((each) => each !== undefined && !isWeb(each));
  if (uri !== undefined)
    found.push({ kind: 'resource', method: 'resources/read', params: { uri }, name: uri, listed: true });
  return found;
}

function send(
  session: Session,
  stimulus: Stimulus,
  request: { readonly method: string; readonly params?: JsonObject },
  subject: string,
): Promise<Exchange> {
  const { what, headers, meta, deliberate } = stimulus;
  return session.request(request.method, request.params, {
    tag: `${what}|${subject}`,
    timeout: PATIENCE,
    ...(headers === undefined ? {} : { headers }),
    ...(meta === undefined ? {} : { meta }),
    ...(deliberate === undefined ? {} : { deliberate }),
  });
}

async function gather(session: Session, views: ViewReader): Promise<void> {
  await Promise.all(DISCOVER.map((each) => send(session, each, { method: 'server/discover' }, 'server/discover')));
  const [list] = offeredLists(session.capabilities);
  if (list !== undefined) await Promise.all(LIST.map((each) => send(session, each, list, list.method)));
  for (const subject of subjects(session, views)) {
    const label = subject.listed ? subject.kind : `unknown ${subject.kind}`;
    await Promise.all(named(subject).map((each) => send(session, each, subject, label)));
  }
}

function read(recording: Recording): HeaderProbes {
  const all = recording.exchanges
    .filter((exchange) => exchange.by === BY)
    .map((exchange): HeaderProbe => {
      const [what = '', subject = ''] = exchange.tag?.split('|') ?? [];
      return { what, subject, unlisted: subject.startsWith('unknown '), exchange };
    });
  return {
    all,
    of: (...what) => all.filter((probe) => what.includes(probe.what)),
    baseline: (subject) => all.find((probe) => probe.what === 'baseline' && probe.subject === subject)?.exchange,
  };
}

export const headerProbes: Artifact<HeaderProbes> = artifact({
  id: 'header-probes',
  after: [tools, prompts, resources] as readonly Artifact<unknown>[],
  declared: (_capabilities, recording) => recording.era === 'per-request' && recording.transport === 'streamable-http',
  gather,
  read,
});
