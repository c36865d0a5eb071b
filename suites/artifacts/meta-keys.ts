// Every key of every `_meta` that the target wrote, taken apart; only where the specification puts a `_meta`.

import { artifact } from '../kernel/check.ts';
import { isObject, pointer } from '../kernel/look.ts';
import type { TargetMessage } from './messages.ts';
import { schemaViolations } from './schema-violations.ts';

export interface MetaKey {
  readonly key: string;
  /** What stands before the first slash. */
  readonly prefix?: string;
  readonly name: string;
  readonly value: unknown;
  readonly found: TargetMessage;
  readonly pointer: string;
}

export const metaKeys = artifact<readonly MetaKey[]>({
  id: 'meta-keys',
  after: [schemaViolations],
  read: (_recording, views) =>
    views(schemaViolations)
      .of('_meta')
      .flatMap(({ value, found, pointer: place }) =>
        Object.entries(isObject(value) ? value : {}).map(([key, inner]): MetaKey => {
          const slash = key.indexOf('/');
          const parts = slash === -1 ? { name: key } : { prefix: key.slice(0, slash), name: key.slice(slash + 1) };
          return { key, ...parts, value: inner, found, pointer: `${place}${pointer(key)}` };
        }),
      ),
});
