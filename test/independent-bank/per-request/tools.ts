// tools/call: finds the tool, checks the arguments against its schema, and runs it at once or as a task.

import Ajv7 from 'ajv';
import Ajv, { type ValidateFunction } from 'ajv/dist/2020.js';
import { declaresTasks, needTasks, startJob } from './jobs.ts';
import { type Call, InputNeeded, isObj, type Obj, Refusal, type Server, type Tool } from './words.ts';

const ajv = new Ajv.default({ strict: false, validateFormats: false, validateSchema: false, logger: false });
const compiled = new WeakMap<Obj, ValidateFunction | undefined>();

const ajv7 = new Ajv7.default({ strict: false, validateFormats: false, validateSchema: false, logger: false });

const isOld = (schema: Obj): boolean => String(schema['$schema']).includes('draft-07');

function validator(schema: unknown, server: Server): ValidateFunction | undefined {
  if (!isObj(schema)) return undefined;
  const old = server.lax('old-dialect') || (isOld(schema) && !server.lax('dialect-ignored'));
  if (!compiled.has(schema)) {
    try {
      compiled.set(schema, (old ? ajv7 : ajv).compile({ ...schema, $schema: undefined }));
    } catch {
      compiled.set(schema, undefined);
    }
  }
  return compiled.get(schema);
}

export const say = (text: string, more: Obj = {}): Obj => ({ content: [{ type: 'text', text }], ...more });

/** Data, and the same as text for older clients. */
export const data = (value: unknown): Obj => say(JSON.stringify(value), { structuredContent: value });

export async function callTool(call: Call): Promise<Obj> {
  const { server, params } = call;
  const given = params['name'];
  if (typeof given !== 'string') throw new Refusal(-32602, 'A tool is called by its name');
  const lax = server.lax('names-any-case');
  const tool = server.parts.tools.find(
    ({ name }) => name === given || (lax && name.toLowerCase() === given.toLowerCase()),
  );
  if (tool === undefined && server.lax('unknown-tool-result')) return say('unknown tool', { isError: true });
  if (params['arguments'] !== undefined && !isObj(params['arguments']) && !server.lax('arguments-any'))
    throw new Refusal(-32602, 'arguments must be an object');
  if (tool === undefined) throw new Refusal(-32602, 'Unknown tool');
  const args = isObj(params['arguments']) ? params['arguments'] : {};
  const validate = server.lax('inputs-unchecked') ? undefined : validator(tool.definition['inputSchema'], server);
  if (validate !== undefined && !validate(args))
    return say(`These arguments do not fit: ${ajv.errorsText(validate.errors)}`, { isError: true });
  return run(tool, args, call);
}

async function run(tool: Tool, args: Obj, call: Call): Promise<Obj> {
  if (tool.job === true) {
    if (tool.name === 'report_full') needTasks(call);
    const legacy = isObj(call.params['task']) && call.server.lax('legacy-task-param');
    if (declaresTasks(call) || legacy) return startJob(tool, args, call);
  }
  try {
    return await tool.run(args, call);
  } catch (error) {
    if (error instanceof Refusal || error instanceof InputNeeded) throw error;
    if (call.server.lax('failures-thrown')) throw new Refusal(-32603, 'The tool failed');
    return say(error instanceof Error ? error.message : 'The tool failed', { isError: true });
  }
}
