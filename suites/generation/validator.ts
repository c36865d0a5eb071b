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
import { tooHeavy } from './pattern-weight.ts';
import { unfoldsTooFar } from './unfolded.ts';

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
  if (tooHeavy(pattern)) return undefined;
  try {
    const compiled = RE2JS.compile(RE2JS.translateRegExp(pattern));
    return (text) => compiled.matcher(text).find();
  } catch {
    return undefined;
  }
}

/** Engines by dialect, shared by schemas without an id: making one costs more than most schemas do. */
const shared = new Map<Dialect, Ajv>();
let roots = 0;

/** Patterns met while one schema is compiled that the linear engine cannot express: not judged. */
let unjudged = new Set<string>();

const regExp = (pattern: string): { test: (text: string) => boolean; toString: () => string } => {
  const test = linear(pattern);
  if (test === undefined) unjudged.add(pattern);
  // The engine keeps patterns apart by this text: without it the first one would stand for all.
  return { test: test ?? (() => true), toString: () => pattern };
};

function engine(dialect: Dialect, named: boolean): Ajv {
  const known = named ? undefined : shared.get(dialect);
  if (known !== undefined) return known;
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
  const made =
    dialect === '2020-12'
      ? (new Ajv2020(options) as Ajv)
      : dialect === '2019-09'
        ? (new Ajv2019(options) as Ajv)
        : new Ajv(options);
  if (!named) shared.set(dialect, made);
  return made;
}

const ROOT = 'assay:root';

/** Schemas that were compiled before; two eras and every rule ask for the same ones. */
const compiled = new Map<string, Validator | Unusable>();
const REMEMBERED = 400;

/** The schema without what would make the engine look elsewhere: ids become unnecessary once references are local. */
function localise(value: unknown, base: string | undefined): unknown {
  if (Array.isArray(value)) return value.map((inner) => localise(inner, base));
  if (!isObject(value)) return value;
  const out: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    if (key === '$schema' && typeof inner === 'string') continue;
    if (key === '$ref' && base !== undefined && typeof inner === 'string' && inner.startsWith('#'))
      out[key] = `${base}${inner}`;
    else out[key] = localise(inner, base);
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
  schema: error.schemaPath.replace(/^assay:root\d*/u, ''),
  message: error.message ?? error.keyword,
  types: error.keyword === 'type' ? [(error.params as { readonly type?: string | string[] }).type ?? []].flat() : [],
});

/** Compiles a schema, or says why it cannot be judged. */
export function validatorOf(schema: unknown): Validator | Unusable {
  if (typeof schema !== 'boolean' && !isObject(schema)) return { unusable: 'no JSON Schema' };
  const dialect = dialectOf(schema);
  if (dialect === 'unknown') return { unusable: 'a dialect that is not known here' };
  const excess = excessive(schema) ?? unfoldsTooFar(schema);
  if (excess !== undefined) return { unusable: excess };
  const text = JSON.stringify(schema);
  const known = compiled.get(text);
  if (known !== undefined) return known;
  const remote = remoteRef(schema);
  const made =
    remote === undefined
      ? compile(schema, dialect, text)
      : { unusable: `the reference ${remote} does not resolve inside the schema` };
  if (compiled.size >= REMEMBERED) compiled.clear();
  compiled.set(text, made);
  return made;
}

function compile(schema: Schema, dialect: Dialect, text: string): Validator | Unusable {
  const named = text.includes('"$id"');
  const ajv = engine(dialect, named);
  try {
    const whole = localise(schema, undefined) as Schema;
    const own = isObject(whole) && typeof whole['$id'] === 'string' ? whole['$id'] : undefined;
    roots += 1;
    unjudged = new Set();
    const key = own ?? `${ROOT}${roots}`;
    ajv.addSchema(whole, key);
    const validate = ajv.getSchema(key);
    if (validate === undefined) return { unusable: 'it does not compile' };
    return {
      valid: (value) => validate(value) === true,
      violations: (value) => (validate(value) === true ? [] : (validate.errors ?? []).map(violation)),
      unjudged: [...unjudged],
      part: (part) => partOf(ajv, part, key, own),
    };
  } catch (error) {
    return { unusable: error instanceof Error ? error.message : String(error) };
  }
}

function partOf(
  ajv: Ajv,
  part: Schema,
  key: string,
  own: string | undefined,
): ((value: unknown) => boolean) | undefined {
  if (typeof part === 'boolean') return () => part;
  try {
    const absolute = localise(part, own === undefined ? key : undefined) as JsonObject;
    const validate = ajv.compile(own === undefined ? absolute : { ...absolute, $id: `${own}/part` });
    return (value) => validate(value as Json) === true;
  } catch {
    return undefined;
  }
}

export const isUsable = (validator: Validator | Unusable): validator is Validator => !('unusable' in validator);
