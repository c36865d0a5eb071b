// Reads and replaces a part of a JSON value by its path, leaving the rest as it was.

import { isObject } from '../kernel/look.ts';
import type { Json } from '../kernel/recording.ts';

export type Path = readonly (string | number)[];

export function read(value: Json, path: Path): Json | undefined {
  let here: Json | undefined = value;
  for (const step of path) {
    if (Array.isArray(here)) here = (here as readonly Json[])[Number(step)];
    else if (isObject(here) && Object.hasOwn(here, step)) here = here[step];
    else return undefined;
  }
  return here;
}

/** The value with the part at `path` replaced; `undefined` removes it. A path that leads nowhere changes nothing. */
export function replace(value: Json, path: Path, part: Json | undefined): Json {
  const [step, ...rest] = path;
  if (step === undefined) return part ?? null;
  if (Array.isArray(value)) {
    const list = value as readonly Json[];
    const index = Number(step);
    if (index > list.length) return value;
    if (rest.length === 0 && part === undefined) return list.toSpliced(index, 1);
    return list.toSpliced(index, 1, replace(list[index] ?? null, rest, part));
  }
  if (!isObject(value)) return value;
  if (rest.length > 0 || part !== undefined) return { ...value, [step]: replace(value[step] ?? null, rest, part) };
  return Object.fromEntries(Object.entries(value).filter(([key]) => key !== step));
}
