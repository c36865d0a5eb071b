// A contract file that cannot be meant is refused with file, line and what is wrong; nothing is guessed.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

import { loadContract } from '../../../runner/contract/load.ts';

const folder = mkdtempSync(join(tmpdir(), 'assay-load-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const load = (text: string): unknown => {
  const file = join(folder, 'c.yaml');
  writeFileSync(file, text);
  return loadContract(file, { SECRET: 'x' }).contract;
};

const tool = (body: string): string => `format: assay-contract/1\ntools:\n  echo:\n    valid:\n${body}`;

describe('contract files that are refused', () => {
  const refused: Readonly<Record<string, readonly [text: string, message: RegExp]>> = {
    'no format': ['tools: {}', /format/u],
    'an unknown member': [tool('      - { name: a, argument: {} }'), /c\.yaml:5:\d+: .*argument/u],
    'an unknown outcome': [tool('      - { name: a, expect: { outcome: fine } }'), /c\.yaml:5:\d+: .*outcome/u],
    'a broken JSONPath': [tool("      - { name: a, expect: { structured: { paths: { '$.a[': 1 } } } }"), /JSONPath/u],
    'a pattern with look-ahead': [
      tool("      - { name: a, expect: { text: { matches: '(?=a)b' } } }"),
      /pattern cannot be used/u,
    ],
    'a variable of the environment that is not set': [
      tool("      - { name: a, arguments: { t: '${env:NOPE}' } }"),
      /NOPE is not set/u,
    ],
    'broken YAML': ['format: [', /c\.yaml:1/u],
  };
  for (const [name, [text, message]] of Object.entries(refused))
    it(name, () => {
      expect(() => load(text)).toThrow(message);
    });

  it('takes JSON, variables and defaults of the environment', () => {
    const contract = load('{"format":"assay-contract/1","variables":{"a":"${env:SECRET}","b":"${env:NOPE:-none}"}}');
    expect(contract).toEqual({ format: 'assay-contract/1', variables: { a: 'x', b: 'none' } });
  });
});
