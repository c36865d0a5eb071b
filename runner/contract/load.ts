// Reads contract files: shape, paths and patterns checked with file and line, `${env:…}` filled, snapshots beside them.

import { existsSync, readFileSync } from 'node:fs';

import type { Contract } from '../../suites/contract/format.ts';
import { pathProblem } from '../../suites/contract/json-path.ts';
import { CONTRACT_SCHEMA } from '../../suites/contract/schema.ts';
import { isUsable, linear, validatorOf } from '../../suites/generation/validator.ts';
import type { Json } from '../../suites/kernel/recording.ts';
import { ConfigError } from '../config/config-error.ts';
import { type Path, pathName, readSource, type Source } from '../config/source.ts';
import { registerSecret } from '../engine/mask.ts';
import { writeOwn } from '../own-file.ts';

export interface LoadedContract {
  readonly file: string;
  readonly contract: Contract;
  readonly snapshots: Readonly<Record<string, Json>>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** @throws ConfigError */
export function loadContract(file: string, env: Environment): LoadedContract {
  const source = readSource(file, 'a contract');
  checkShape(source);
  const contract = withEnvironment(source.value, env, source, []) as Contract;
  checkInside(contract, source, []);
  return { file, contract, snapshots: loadSnapshots(file) };
}

function checkShape(source: Source): void {
  const validator = validatorOf(CONTRACT_SCHEMA);
  if (!isUsable(validator)) throw new Error(`the schema of contracts is unusable: ${validator.unusable}`);
  // The deepest complaint is about what was meant; the others say that no alternative fits.
  const [worst] = validator
    .violations(source.value)
    .toSorted((a, b) => b.at.split('/').length - a.at.split('/').length);
  if (worst === undefined) return;
  const path = pathOf(worst.at);
  const name = pathName(path);
  const extra = worst.keyword === 'additionalProperties' ? unknownMember(source.value, path, worst.message) : '';
  source.fail(path, `${name === '' ? 'the contract' : name}: ${worst.message}${extra}. See assay contract schema.`);
}

const unescaped = (token: string): string => token.replaceAll('~1', '/').replaceAll('~0', '~');

const pathOf = (pointer: string): Path =>
  pointer
    .split('/')
    .slice(1)
    .map((token) => (/^\d+$/u.test(token) ? Number(token) : unescaped(token)));

/** Names the member that nothing allows; the validator's message alone does not. */
function unknownMember(value: unknown, path: Path, message: string): string {
  let here: unknown = value;
  for (const step of path) here = (here as Record<string, unknown> | undefined)?.[step];
  return typeof here === 'object' && here !== null && message.includes('additional')
    ? ` (has ${Object.keys(here).join(', ')})`
    : '';
}

const ENV = /\$\{env:([A-Za-z_]\w*)(?::-([^}]*))?\}/gu;

function withEnvironment(value: unknown, env: Environment, source: Source, path: Path): unknown {
  if (typeof value === 'string')
    return value.replaceAll(ENV, (_, name: string, fallback: string | undefined) => {
      const found = env[name] ?? fallback;
      if (found === undefined)
        return source.fail(path, `${pathName(path)}: the environment variable ${name} is not set`);
      if (env[name] !== undefined) registerSecret(found);
      return found;
    });
  if (Array.isArray(value)) return value.map((inner, i) => withEnvironment(inner, env, source, [...path, i]));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withEnvironment(inner, env, source, [...path, key])]),
  );
}

/** JSONPaths and patterns are text to the schema; here each is read once, so that no verdict hangs on a typing error. */
function checkInside(value: unknown, source: Source, path: Path): void {
  if (Array.isArray(value)) value.forEach((inner, i) => checkInside(inner, source, [...path, i]));
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    const here = [...path, key];
    const paths =
      key === 'paths' ? Object.keys(inner as object) : key === 'capture' ? Object.values(inner as object) : [];
    if (['items', 'cursor', 'id'].includes(key) && Object.hasOwn(value, 'walk')) paths.push(String(inner));
    for (const one of paths) {
      const problem = pathProblem(String(one));
      if (problem !== undefined) source.fail(here, `${pathName(here)}: ${problem}`);
    }
    if (key === 'matches' && typeof inner === 'string' && linear(inner) === undefined)
      source.fail(here, `${pathName(here)}: this pattern cannot be used (look-around and back references are not)`);
    if (key !== 'arguments' && key !== 'schema') checkInside(inner, source, here);
  }
}

const snapshotFile = (file: string): string => `${file}.snapshots.json`;

function loadSnapshots(file: string): Readonly<Record<string, Json>> {
  const path = snapshotFile(file);
  if (!existsSync(path)) return {};
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, Json>;
  } catch {
    throw new ConfigError(path, 'this is no JSON; remove it and take the snapshots again');
  }
}

export function saveSnapshots(file: string, snapshots: Readonly<Record<string, Json>>): void {
  const sorted = Object.fromEntries(Object.entries(snapshots).toSorted(([a], [b]) => (a < b ? -1 : 1)));
  writeOwn(snapshotFile(file), `${JSON.stringify(sorted, null, 2)}\n`);
}
