// A configuration file as text, value and positions: every complaint about a value can name its line.

import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, parseDocument } from 'yaml';
import { ConfigError, type Place } from './config-error.ts';
import { blankComments } from './jsonc.ts';

export type Path = readonly (string | number)[];

export interface Source {
  readonly file: string;
  readonly value: unknown;
  /** Where the value at this path stands; `key: true` for the key in front of it. */
  place(path: Path, options?: { key?: boolean }): Place | undefined;
  fail(path: Path, message: string, options?: { key?: boolean }): never;
}

const LIMIT = 8 * 1024 * 1024;

export function readSource(file: string, what: string): Source {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    const why =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'this is a directory'
          : `it cannot be read (${code})`;
    throw new ConfigError(file, `${why}; ${what} was expected here`);
  }
  if (text.length > LIMIT) throw new ConfigError(file, `it is larger than ${LIMIT / 1024 / 1024} MiB`);
  return parseSource(file, text);
}

/** YAML, or JSON with or without comments and trailing commas. */
export function parseSource(file: string, text: string): Source {
  const counter = new LineCounter();
  const bare = text.replace(/^\ufeff/, '');
  const json = /^\s*(?:[{[]|\/[/*])/.test(bare);
  const document = parseDocument(json ? blankComments(bare) : bare, { lineCounter: counter, prettyErrors: false });
  const placeAt = (offset: number): Place => {
    const { line, col } = counter.linePos(offset);
    return { line, column: col };
  };
  const [problem] = document.errors;
  if (problem !== undefined) throw new ConfigError(file, firstLine(problem.message), placeAt(problem.pos[0]));
  let value: unknown;
  try {
    value = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    throw new ConfigError(file, firstLine(error instanceof Error ? error.message : String(error)));
  }
  const place: Source['place'] = (path, options = {}) => {
    if (options.key === true && path.length > 0) {
      const parent: unknown = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
      const pair = isMap(parent)
        ? parent.items.find(({ key }) => isScalar(key) && String(key.value) === String(path.at(-1)))
        : undefined;
      if (isScalar(pair?.key) && pair.key.range) return placeAt(pair.key.range[0]);
    }
    for (let length = path.length; length >= 0; length -= 1) {
      const node: unknown = length === 0 ? document.contents : document.getIn(path.slice(0, length), true);
      const range = (node as { range?: readonly number[] | null } | null | undefined)?.range;
      if (range?.[0] !== undefined) return placeAt(range[0]);
    }
    return undefined;
  };
  return {
    file,
    value,
    place,
    fail(path, message, options) {
      throw new ConfigError(file, message, place(path, options));
    },
  };
}

const firstLine = (message: string): string =>
  (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '');

/** `waivers[0].rule`, for messages. */
export function pathName(path: Path): string {
  return path.map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`)).join('');
}
