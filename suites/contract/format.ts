// A contract file as data, `assay-contract/1`: what a tool must do, said by a person, in YAML or JSON.

import type { Json, JsonObject } from '../kernel/recording.ts';

export const KINDS = ['valid', 'malformed', 'oversized', 'errors'] as const;

/** The four kinds of calls that matter, and so the four lists of a tool. */
export type Kind = (typeof KINDS)[number];

export type OutcomeName = 'success' | 'tool-error' | 'refused' | 'protocol-error' | 'any';

/** A matcher of one value: the value itself, or demands on it. */
export interface ValueMatcher {
  readonly equals?: Json;
  readonly type?: 'string' | 'number' | 'integer' | 'boolean' | 'array' | 'object' | 'null';
  readonly contains?: Json;
  readonly matches?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly length?: number;
  readonly exists?: boolean;
  /** `all` values of the path, `any` of them, or exactly the first (default). */
  readonly of?: 'all' | 'any' | 'first';
}

export interface TextMatcher {
  readonly contains?: string | readonly string[];
  readonly equals?: string;
  readonly matches?: string;
  readonly absent?: string | readonly string[];
}

export interface StructuredMatcher {
  readonly equals?: Json;
  /** JSON Schema that structuredContent must satisfy, beside the tool's own outputSchema. */
  readonly schema?: JsonObject | boolean;
  /** JSONPath (RFC 9535) from structuredContent. */
  readonly paths?: Readonly<Record<string, Json | ValueMatcher>>;
}

export interface Expectation {
  /** Default by kind: `success`, `refused`, `any`, `tool-error`. `refused` is a tool error, or a JSON-RPC error where `code` allows it. */
  readonly outcome?: OutcomeName;
  /** JSON-RPC error code. */
  readonly code?: number;
  readonly text?: string | TextMatcher;
  readonly structured?: StructuredMatcher;
  /** Name of a snapshot of the whole answer, kept beside the file. */
  readonly snapshot?: string;
  readonly maxBytes?: number;
  readonly maxTokens?: number;
  readonly maxMs?: number;
  /** What must read the same before and after: side effects that must not happen. */
  readonly unchanged?: readonly Observation[];
}

/** Something that can be looked at without changing it. */
export type Observation =
  | { readonly call: string; readonly arguments?: JsonObject }
  | { readonly read: string }
  | { readonly list: 'tools' | 'resources' | 'prompts' };

export interface Case {
  readonly name: string;
  readonly arguments?: Json;
  readonly expect?: Expectation;
  /** Variables for later steps of this case or sequence, by JSONPath from the result. */
  readonly capture?: Readonly<Record<string, string>>;
  /** What a person must look at before this case can be trusted; `contract init` writes it. */
  readonly confirm?: string;
}

export interface ToolContract {
  /** Calls made first, for what they bring about and for what they capture. */
  readonly before?: readonly Step[];
  readonly valid?: readonly Case[];
  readonly malformed?: readonly Case[];
  readonly oversized?: readonly Case[];
  readonly errors?: readonly Case[];
  /** Hold the tool to `readOnlyHint` and `idempotentHint`: called twice, what can be seen compared. */
  readonly annotations?: { readonly arguments?: JsonObject; readonly observe: readonly Observation[] };
}

export type Step =
  | (Omit<Case, 'name'> & { readonly call: string; readonly name?: string })
  | {
      readonly read: string;
      readonly expect?: Expectation;
      readonly capture?: Readonly<Record<string, string>>;
      readonly name?: string;
    }
  | {
      readonly list: 'tools' | 'resources' | 'prompts';
      readonly includes?: readonly string[];
      readonly excludes?: readonly string[];
      readonly name?: string;
    }
  | {
      readonly walk: string;
      readonly arguments?: JsonObject;
      readonly items: string;
      readonly cursor: string;
      readonly cursorArgument?: string;
      readonly during?: readonly Step[];
      readonly id?: string;
      readonly name?: string;
    }
  | { readonly notified: string; readonly withinMs?: number; readonly name?: string };

export interface Sequence {
  readonly name: string;
  readonly steps: readonly Step[];
  /** What all answers together may weigh: the context an agent would carry. */
  readonly budget?: { readonly bytes?: number; readonly tokens?: number };
  readonly confirm?: string;
}

export interface Contract {
  readonly format: 'assay-contract/1';
  readonly variables?: JsonObject;
  /** Ceilings of every case that names none of its own. */
  readonly ceilings?: { readonly maxBytes?: number; readonly maxTokens?: number; readonly maxMs?: number };
  readonly tools?: Readonly<Record<string, ToolContract>>;
  readonly sequences?: readonly Sequence[];
}
