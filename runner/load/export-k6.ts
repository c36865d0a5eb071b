// Writes a scenario as a k6 script. Its syntax is checked here; k6 itself is not at hand, so it was never run by us.

import { variableFor, type ExportPlan } from './export-plan.ts';

export function k6Script(plan: ExportPlan): string {
  const { secretHeaders, ...rest } = plan;
  const headers = Object.fromEntries(secretHeaders.map((name) => [name, variableFor(name)]));
  return `${HEAD}
// Values of these come from the environment: name of the header, name of the variable.
const SECRET_HEADERS = ${JSON.stringify(headers)};
const PLAN = ${JSON.stringify(rest, null, 1)};
${BODY}`;
}

const HEAD = `// An MCP scenario for k6, written by \`assay load export --engine k6\`. Checked for its syntax, not run, where it was written.
//
//   k6 run --vus 50 --duration 60s script.js
//
// Every answer is checked: id, session, JSON-RPC, content. An error inside HTTP 200 counts as an error.
import http from 'k6/http';
import exec from 'k6/execution';
import { check } from 'k6';
import { Counter, Rate, Trend } from 'k6/metrics';
`;

const BODY = `
export const options = { thresholds: { mcp_errors: ['rate<0.01'] } };

const errors = new Rate('mcp_errors');
const kinds = new Counter('mcp_errors_by_kind');
const latency = new Trend('mcp_latency', true);
const run = Math.floor(Math.random() * 16 ** 6).toString(16).padStart(6, '0');

let session = null;
let used = 0;
let next = 0;
let count = 0;

function sorted(value) {
  if (Array.isArray(value)) return '[' + value.map(sorted).join(',') + ']';
  if (value === null || typeof value !== 'object') return JSON.stringify(value);
  const keys = Object.keys(value).filter((key) => key !== '_meta').sort();
  return '{' + keys.map((key) => JSON.stringify(key) + ':' + sorted(value[key])).join(',') + '}';
}

function responseIn(text) {
  if (!/^(event|data|id|retry)?:/.test(text.trimStart())) return text;
  let found = '';
  for (const block of text.split(/\\r?\\n\\r?\\n/)) {
    const data = block.split(/\\r?\\n/).filter((line) => line.startsWith('data:')).map((line) => line.slice(5).trimStart()).join('\\n');
    if (data.includes('"result"') || data.includes('"error"')) found = data;
  }
  return found;
}

function headerOf(response, name) {
  for (const key of Object.keys(response.headers)) if (key.toLowerCase() === name) return response.headers[key];
  return undefined;
}

function judge(step, response, id, marker) {
  if (response.status === 0) return 'closed';
  if (response.status === 429) return 'rate-limited 429';
  if (response.status !== 200) return response.status < 300 ? 'no-answer' : 'http ' + response.status;
  const named = headerOf(response, 'mcp-session-id');
  if (session !== null && named !== undefined && named !== session) return 'wrong-session';
  const text = responseIn(response.body || '');
  if (text === '') return 'no-answer';
  let message;
  try {
    message = JSON.parse(text);
  } catch (error) {
    return 'not-json';
  }
  if (message === null || typeof message !== 'object' || message.jsonrpc !== '2.0') return 'not-json-rpc';
  if (message.id !== id && !(message.error && message.id == null)) return 'wrong-id';
  if (message.error) return 'json-rpc-error ' + message.error.code;
  if (message.result === null || typeof message.result !== 'object') return 'not-json-rpc';
  if (message.result.isError === true) return 'tool-error';
  if (step.list !== null && !Array.isArray(message.result[step.list])) return 'wrong-content';
  if (step.echo) {
    const markers = text.match(new RegExp('am' + run + 'x\\\\d{10}y', 'g')) || [];
    if (markers.some((found) => found !== marker)) return 'crossed';
    if (!text.includes(marker)) return 'wrong-content';
  }
  if (step.contains !== null && !text.includes(step.contains)) return 'wrong-content';
  if (step.result !== null && sorted(message.result) !== step.result) return 'changed-content';
  return undefined;
}

function headers(own) {
  const all = { Accept: 'application/json, text/event-stream', 'Content-Type': 'application/json' };
  for (const name of Object.keys(SECRET_HEADERS)) all[name] = __ENV[SECRET_HEADERS[name]] || '';
  if (session !== null) all['Mcp-Session-Id'] = session;
  return Object.assign(all, own);
}

function send(step, own) {
  count += 1;
  const id = exec.vu.idInTest * 100000 + (count % 100000);
  const marker = 'am' + run + 'x' + String(id % 10 ** 10).padStart(10, '0') + 'y';
  const body = step.parts.join(marker) + id + '}';
  const response = http.post(PLAN.url, body, { headers: headers(Object.assign({}, own, step.headers)), tags: { name: step.name } });
  const wrong = judge(step, response, id, marker);
  latency.add(response.timings.duration, { step: step.name });
  errors.add(wrong !== undefined);
  if (wrong !== undefined) kinds.add(1, { kind: wrong, step: step.name });
  check(response, { 'a right answer': () => wrong === undefined });
  return response;
}

const version = PLAN.revision >= '2025-06-18' ? { 'MCP-Protocol-Version': PLAN.revision } : {};

function open() {
  used = 0;
  session = null;
  if (PLAN.era !== 'initialize') return;
  const step = { name: 'initialize', parts: PLAN.initialize, headers: {}, list: null, echo: false, contains: null, result: null };
  const id = headerOf(send(step, {}), 'mcp-session-id');
  session = id === undefined ? null : id;
  http.post(PLAN.url, PLAN.initialized, { headers: headers(version), tags: { name: '(initialized)' } });
}

function pick() {
  if (PLAN.order === 'sequence') return PLAN.steps[(next += 1) % PLAN.steps.length];
  let left = Math.random() * PLAN.steps.reduce((sum, step) => sum + step.weight, 0);
  return PLAN.steps.find((step) => (left -= step.weight) < 0) || PLAN.steps[0];
}

let opened = false;

export default function () {
  if (!opened) {
    opened = true;
    open();
  }
  const response = send(pick(), version);
  used += 1;
  const gone = session !== null && (response.status === 400 || response.status === 404);
  if (gone || (PLAN.requestsPerSession !== null && used >= PLAN.requestsPerSession)) {
    if (session !== null) http.del(PLAN.url, null, { headers: headers(version), tags: { name: '(end)' } });
    open();
  }
}
`;
