// Reads `assay.config.yaml`: shape, waivers and credentials, all complaints with file, line and key.

import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { KnownCall, JsonObject } from '../../suites/kernel/recording.ts';
import type { Revision } from '../../suites/kernel/revision.ts';
import type { Access } from '../callers/access.ts';
import type { Caller, Callers, OauthClient } from '../callers/caller.ts';
import type { AuditOptions, Waiver } from '../options.ts';
import { expand } from './expand.ts';
import { registerSecret } from '../engine/mask.ts';
import { didYouMean } from './nearest.ts';
import { config as shape } from './shape.ts';
import { pathName, readSource, type Source } from './source.ts';
import { checkExpiry } from './waivers.ts';

/** The configuration file, with paths made absolute and defaults left to the options. */
export interface Config {
  /** `undefined` where there is no file. */
  readonly file?: string;
  readonly suites?: readonly string[];
  readonly rules?: readonly string[];
  readonly revision?: 'auto' | 'all' | readonly Revision[];
  readonly calls?: AuditOptions['calls'];
  readonly allow?: readonly string[];
  readonly failOn?: AuditOptions['failOn'];
  readonly timeout?: number;
  readonly budget?: number;
  readonly seed?: number;
  readonly known: readonly Omit<KnownCall, 'source'>[];
  readonly waivers: readonly Waiver[];
  readonly callers: Callers;
  /** Values by name, read from the environment. */
  readonly tokens?: Readonly<Record<string, string>>;
  readonly access?: Access;
  readonly contracts: readonly string[];
  readonly budgets: JsonObject;
  readonly servers?: readonly string[];
}

const DEFAULT_FILES = ['assay.config.yaml', 'assay.config.yml', 'assay.config.json'];
export const EMPTY_CONFIG: Config = { known: [], waivers: [], callers: {}, contracts: [], budgets: {} };

export interface LoadOptions {
  /** The file that was asked for; without it the default names in `cwd`, if one is there. */
  readonly file?: string;
  readonly cwd: string;
  /** `YYYY-MM-DD`; waivers that ended before are errors. */
  readonly today: string;
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** @throws ConfigError */
export function loadConfig(options: LoadOptions): Config {
  const file = options.file ?? DEFAULT_FILES.find((name) => existsSync(resolve(options.cwd, name)));
  if (file === undefined) return EMPTY_CONFIG;
  const source = readSource(resolve(options.cwd, file), 'a configuration for Assay');
  return configOf({ ...source, file }, options);
}

/** @throws ConfigError */
export function configOf(source: Source, options: Omit<LoadOptions, 'file'>): Config {
  if (source.value === null || source.value === undefined) return { ...EMPTY_CONFIG, file: source.file };
  const complaint = shape(source.value);
  if (complaint !== undefined) {
    const name = pathName(complaint.path);
    failAt(source, complaint.path, name === '' ? complaint.message : `${name}: ${complaint.message}`, complaint.key);
  }
  const raw = source.value as Omit<Config, 'known' | 'revision' | 'tokens'> & {
    readonly tokens?: Readonly<Record<string, { readonly env: string }>>;
    readonly revision?: 'auto' | 'all' | Revision | readonly Revision[];
    readonly known?: readonly { property: string; method?: string; params: JsonObject }[];
  };
  checkExpiry(raw.waivers ?? [], options.today, source);
  checkNames(raw, source);
  const folder = dirname(resolve(options.cwd, source.file));
  const { revision, known, tokens, ...rest } = raw;
  return {
    ...EMPTY_CONFIG,
    ...rest,
    file: source.file,
    ...(revision === undefined
      ? {}
      : { revision: revision === 'auto' || revision === 'all' ? revision : [revision].flat() }),
    known: (known ?? []).map((call) => ({ method: 'tools/call', ...call })),
    ...(tokens === undefined ? {} : { tokens: tokensOf(tokens, options.env, source) }),
    callers: callersOf(raw.callers ?? {}, options.env, source),
    contracts: (raw.contracts ?? []).map((path) => resolve(folder, path)),
  };
}

/** A line for a caller that is not there would never be judged. */
function checkNames({ callers = {}, access }: Pick<Config, 'callers' | 'access'>, source: Source): void {
  if (Object.hasOwn(callers, NOBODY))
    failAt(source, ['callers', NOBODY], `callers.${NOBODY}: this name stands for whoever shows no credentials`, true);
  const known = [...Object.keys(callers), NOBODY];
  for (const name of Object.keys(access?.matrix ?? {}))
    if (!known.includes(name))
      failAt(
        source,
        ['access', 'matrix', name],
        `access.matrix.${name}: there is no such caller.${didYouMean(name, known)} Known here: ${known.join(', ')}`,
        true,
      );
}

const NOBODY = 'anonymous';

function failAt(source: Source, path: readonly (string | number)[], message: string, key = false): never {
  return source.fail(path, message, { key });
}

/** Tokens read from the environment and known to the masker. */
function tokensOf(
  tokens: Readonly<Record<string, { readonly env: string }>>,
  env: LoadOptions['env'],
  source: Source,
): Readonly<Record<string, string>> {
  const filled = Object.entries(tokens).map(([name, { env: variable }]): [string, string] => {
    const value = env[variable];
    if (value === undefined || value === '')
      failAt(source, ['tokens', name, 'env'], `tokens.${name}.env: the environment variable ${variable} is not set`);
    registerSecret(value);
    return [name, value];
  });
  return Object.fromEntries(filled);
}

/** Callers with their secrets filled in from the environment and known to the masker. */
function callersOf(callers: Callers, env: LoadOptions['env'], source: Source): Callers {
  const fromEnv = (variable: string, path: readonly [string, ...string[]]): string => {
    const value = env[variable];
    if (value === undefined || value === '')
      return failAt(source, path, `${path.join('.')}: the environment variable ${variable} is not set`);
    registerSecret(value);
    return value;
  };
  const filled = Object.entries(callers).map(([name, caller]) => {
    const fill = (values: Readonly<Record<string, string>> | undefined, member: string): Record<string, string> => {
      const entries = Object.entries(values ?? {}).map(([key, value]): [string, string] => {
        const { text, missing } = expand(value, (variable) => env[variable]);
        if (missing !== undefined)
          failAt(
            source,
            ['callers', name, member, key],
            `callers.${name}.${member}.${key}: the environment variable ${missing} is not set`,
          );
        registerSecret(text);
        return [key, text];
      });
      return Object.fromEntries(entries);
    };
    const headers = fill(caller.headers, 'headers');
    if (caller.bearerEnv !== undefined)
      headers['Authorization'] = `Bearer ${fromEnv(caller.bearerEnv, ['callers', name, 'bearerEnv'])}`;
    const variable = caller.oauth?.clientSecretEnv;
    const secret =
      variable === undefined ? {} : { clientSecret: fromEnv(variable, ['callers', name, 'oauth', 'clientSecretEnv']) };
    const oauth = caller.oauth === undefined ? {} : { oauth: { ...caller.oauth, ...secret } satisfies OauthClient };
    return [name, { ...caller, headers, env: fill(caller.env, 'env'), ...oauth } satisfies Caller] as const;
  });
  return Object.fromEntries(filled);
}
