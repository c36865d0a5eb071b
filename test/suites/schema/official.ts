// The official schema files as validators, where they are at hand: what our wire shapes are compared with.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv } from 'ajv';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import { member } from '../../../suites/kernel/look.ts';
import type { Revision } from '../../../suites/kernel/revision.ts';
import type { Context } from '../../../suites/schema/violations.ts';

const ROOT = path.resolve(import.meta.dirname, '../../../..');

export const specDir = process.env['ASSAY_SPEC_DIR'] ?? path.join(ROOT, 'shared/spec');
export const dataDir = process.env['ASSAY_DATA_DIR'] ?? path.join(ROOT, 'shared/data');

export const officialAtHand = existsSync(path.join(specDir, 'schema/2025-11-25.json'));
export const capturesAtHand = existsSync(path.join(dataDir, 'captures'));

type Definition = Readonly<Record<string, unknown>>;

export interface Official {
  /** Complaints of the official files; empty where they take the message. */
  complaints(message: unknown, context: Context): readonly string[];
}

export function official(revision: Revision): Official {
  const text = readFileSync(path.join(specDir, 'schema', `${revision}.json`), 'utf8');
  const schema = JSON.parse(text) as Record<string, Readonly<Record<string, Definition>>>;
  const root = schema['$defs'] === undefined ? 'definitions' : '$defs';
  const definitions = schema[root] ?? {};
  const options = { strict: false, allErrors: true, validateFormats: true };
  const ajv = root === '$defs' ? new Ajv2020(options) : new Ajv(options);
  (addFormats as unknown as (to: unknown, formats: readonly string[]) => void)(ajv, ['uri', 'byte', 'uri-template']);
  ajv.addSchema(schema, 'mcp');
  const byMethod = new Map<string, string>();
  for (const [name, definition] of Object.entries(definitions)) {
    const method = member(member(member(definition, 'properties'), 'method'), 'const');
    if (typeof method === 'string') byMethod.set(method, name);
  }
  const holds = (name: string, value: unknown): readonly string[] => {
    const validate = ajv.getSchema(`mcp#/${root}/${name}`);
    if (validate === undefined) throw new Error(`${revision} has no ${name}`);
    return validate(value) === true
      ? []
      : (validate.errors ?? []).map((e) => `${name}${e.instancePath} ${e.message ?? ''}`);
  };
  return {
    complaints: (message, context) => {
      const found = [...holds(envelope(message, definitions), message)];
      const method = member(message, 'method');
      if (typeof method === 'string') {
        const name = byMethod.get(method);
        return name === undefined || !sameKind(name, message) ? found : [...found, ...holds(name, message)];
      }
      const result = member(message, 'result');
      if (result !== undefined)
        return [...found, ...resultOf(result, context, byMethod, definitions).flatMap((name) => holds(name, result))];
      return [...found, ...errorOf(revision, message, definitions).flatMap((name) => holds(name, message))];
    },
  };
}

/** The one member of the message union that this message means to be; the union would take a request for a notification. */
function envelope(message: unknown, definitions: Readonly<Record<string, Definition>>): string {
  if (member(message, 'method') !== undefined)
    return member(message, 'id') === undefined ? 'JSONRPCNotification' : 'JSONRPCRequest';
  const [late, early] =
    member(message, 'error') === undefined
      ? ['JSONRPCResultResponse', 'JSONRPCResponse']
      : ['JSONRPCErrorResponse', 'JSONRPCError'];
  return late in definitions ? late : early;
}

const sameKind = (name: string, message: unknown): boolean =>
  name.endsWith(member(message, 'id') === undefined ? 'Notification' : 'Request');

function resultOf(
  result: unknown,
  context: Context,
  byMethod: ReadonlyMap<string, string>,
  definitions: Readonly<Record<string, Definition>>,
): readonly string[] {
  const type = member(result, 'resultType');
  if (type === 'input_required') return ['InputRequiredResult'];
  if (member(result, 'task') !== undefined) return ['CreateTaskResult'];
  const request = context.method === undefined ? undefined : byMethod.get(context.method);
  const name = request?.replace(/Request$/, 'Result') ?? 'Result';
  return [name in definitions ? name : 'Result'];
}

const SPECIAL: Readonly<Record<string, string>> = {
  '-32042': 'URLElicitationRequiredError',
  '-32020': 'HeaderMismatchError',
  '-32021': 'MissingRequiredClientCapabilityError',
  '-32022': 'UnsupportedProtocolVersionError',
};

function errorOf(
  revision: Revision,
  message: unknown,
  definitions: Readonly<Record<string, Definition>>,
): readonly string[] {
  const code = member(member(message, 'error'), 'code');
  const name = typeof code === 'number' ? SPECIAL[String(code)] : undefined;
  return name !== undefined && name in definitions && revision >= '2025-11-25' ? [name] : [];
}
