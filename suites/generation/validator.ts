// Says whether a value fits a schema that a stranger wrote: no remote reference, no catastrophic regular expression.

import { Ajv } from 'ajv';
import type { ErrorObject, Options } from 'ajv';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { RE2JS } from 're2js';

import { isObject } from '../kernel/look.ts';
import type { Json, JsonObject } from '../kernel/recording.ts';
import { dialectOf, excessive, rootOf, refOf, subschemas } from './json-schema.ts';
import type { Dialect, Schema } from './json-schema.ts';

export interface Violation {
  readonly keyword: string;
  /** Where in the value, as a JSON pointer. */
  readonly at: string;
  /** Where in the schema, as a JSON pointer fragment. */
  readonly schema: string;
  readonly message: string;
  /** Types that would have been right, where `type` is what is broken. */
  readonly types: readonly string[];
}

export interface Validator {
  readonly valid: (value: unknown) => boolean;
  readonly violations: (value: unknown) => readonly Violation[];
  /** Patterns that the linear engine cannot express (look-around, back references): not judged. */
  readonly unjudged: readonly string[];
  /** A validator of a part of this schema, whose references still point into the whole. */
  readonly part: (schema: Schema) => ((value: unknown) => boolean) | undefined;
}

export interface Unusable {
  readonly unusable: string;
}

/** Linear-time matching of a pattern as JSON Schema means it: anywhere in the text. `undefined` where RE2 cannot say it. */
export function linear(pattern: string): ((text: string) => boolean) | undefined {
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return (text) => compiled.matcher(text).find();
  } catch {
    return undefined;
  }
}

interface Engine {
  readonly ajv: Ajv;
  readonly unjudged: Set<string>;
}

/** A new engine for each schema: ids of two strangers never meet, and the memory goes when the validator goes. */
function engine(dialect: Dialect): Engine {
  const unjudged = new Set<string>();
  const regExp = (pattern: string): { test: (text: string) => boolean } => {
    const test = linear(pattern);
    if (test === undefined) unjudged.add(pattern);
    return { test: test ?? (() => true) };
  };
  const options: Options = {
    strict: false,
    allErrors: true,
    // `format` is an annotation in the default dialect (2020-12, validation vocabulary, section 7).
    validateFormats: false,
    validateSchema: false,
    addUsedSchema: false,
    meta: false,
    logger: false,
    inlineRefs: false,
    code: { regExp: Object.assign(regExp, { code: 'assay/linear' }) },
  };
  if (dialect === '2020-12') return { ajv: new Ajv2020(options) as Ajv, unjudged };
  if (dialect === '2019-09') return { ajv: new Ajv2019(options) as Ajv, unjudged };
  return { ajv: new Ajv(options), unjudged };
}

const ROOT = 'assay:root';

/** The schema without what would make the engine look elsewhere: ids become unnecessary once references are local. */
function localise(value: unknown, absolute: boolean): unknown {
  if (Array.isArray(value)) return value.map((inner) => localise(inner, absolute));
  if (!isObject(value)) return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$schema' && typeof inner === 'string') continue;
    if (key === '$ref' && absolute && typeof inner === 'string' && inner.startsWith('#')) out[key] = `${ROOT}${inner}`;
    else out[key] = localise(inner, absolute);
  }
  return out;
}

function remoteRef(schema: Schema): string | undefined {
  const root = rootOf(schema);
  const seen = new Set<Schema>();
  const stack: Schema[] = [schema];
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    if (typeof at === 'boolean' || seen.has(at)) continue;
    seen.add(at);
    const ref = refOf(at);
    if (ref !== undefined && root.resolve(ref) === undefined) return ref;
    stack.push(...subschemas(at).map(([, inner]) => inner));
  }
  return undefined;
}

const violation = (error: ErrorObject): Violation => ({
  keyword: error.keyword,
  at: error.instancePath,
  schema: error.schemaPath.replace(/^assay:root/u, ''),
  message: error.message ?? error.keyword,
  types: error.keyword === 'type' ? [(error.params as { readonly type?: string | string[] }).type ?? []].flat() : [],
});

/** Compiles a schema, or says why it cannot be judged. */
export function validatorOf(schema: unknown): Validator | Unusable {
  if (typeof schema !== 'boolean' && !isObject(schema)) return { unusable: 'no JSON Schema' };
  const dialect = dialectOf(schema);
  if (dialect === 'unknown') return { unusable: 'a dialect that is not known here' };
  const excess = excessive(schema);
  if (excess !== undefined) return { unusable: excess };
  const remote = remoteRef(schema);
  if (remote !== undefined) return { unusable: `the reference ${remote} does not resolve inside the schema` };
  const { ajv, unjudged } = engine(dialect);
  try {
    const whole = localise(schema, false) as Schema;
    const own = isObject(whole) && typeof whole['$id'] === 'string' ? whole['$id'] : undefined;
    ajv.addSchema(whole, own ?? ROOT);
    const validate = ajv.getSchema(own ?? ROOT);
    if (validate === undefined) return { unusable: 'it does not compile' };
    return {
      valid: (value) => validate(value) === true,
      violations: (value) => (validate(value) === true ? [] : (validate.errors ?? []).map(violation)),
      get unjudged() {
        return [...unjudged];
      },
      part: (part) => partOf(ajv, part, own),
    };
  } catch (error) {
    return { unusable: error instanceof Error ? error.message : String(error) };
  }
}

function partOf(ajv: Ajv, part: Schema, own: string | undefined): ((value: unknown) => boolean) | undefined {
  if (typeof part === 'boolean') return () => part;
  try {
    const absolute = localise(part, own === undefined) as JsonObject;
    const validate = ajv.compile(own === undefined ? absolute : { ...absolute, $id: `${own}/part` });
    return (value) => validate(value as Json) === true;
  } catch {
    return undefined;
  }
}

export const isUsable = (validator: Validator | Unusable): validator is Validator => !('unusable' in validator);
