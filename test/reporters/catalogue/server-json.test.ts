// server.json of the registry: our compact schema against the official file where that is at hand, and our exports.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { serverJsonComplaints } from '../../../cli/server-json.ts';
import { missingForRegistry, serverJson } from '../../../reporters/catalogue/server-json.ts';
import { record } from '../../kit/catalogue-sample.ts';
import { specDir } from '../../suites/schema/official.ts';

const OFFICIAL = join(specDir, 'schema/registry-server-2025-12-11.json');

const base = {
  name: 'io.github.acme/crm',
  description: 'Customers',
  version: '1.0.0',
  packages: [
    {
      registryType: 'npm',
      identifier: 'crm-mcp',
      version: '1.0.0',
      transport: { type: 'stdio' },
      environmentVariables: [{ name: 'TOKEN', isSecret: true, format: 'string' }],
      packageArguments: [
        { type: 'named', name: '--root', value: '/x' },
        { type: 'positional', valueHint: 'dir' },
      ],
    },
  ],
  remotes: [{ type: 'sse', url: 'https://h/sse', headers: [{ name: 'X', variables: { a: { default: 'b' } } }] }],
  repository: { url: 'https://github.com/acme/crm', source: 'github' },
  icons: [{ src: 'https://h/i.png', sizes: ['48x48'], theme: 'dark', mimeType: 'image/png' }],
};
type Draft = typeof base & Record<string, unknown>;

const changed = (change: (draft: Draft) => void): unknown => {
  const draft = structuredClone(base) as Draft;
  change(draft);
  return draft;
};
const [pack, remote] = [
  (draft: Draft) => draft.packages[0] as Record<string, unknown>,
  (draft: Draft) => draft.remotes[0] as Record<string, unknown>,
];

const CASES: readonly (readonly [string, boolean, unknown])[] = [
  ['whole', true, base],
  ['bare', true, { name: 'a/b', description: 'c', version: '' }],
  ['no version', false, changed((draft) => delete (draft as Partial<Draft>).version)],
  ['a name without slash', false, changed((draft) => (draft.name = 'crm'))],
  ['a long description', false, changed((draft) => (draft.description = 'x'.repeat(101)))],
  ['a package of version latest', false, changed((draft) => (pack(draft)['version'] = 'latest'))],
  ['a package without transport', false, changed((draft) => delete pack(draft)['transport'])],
  [
    'a package over http',
    true,
    changed((draft) => (pack(draft)['transport'] = { type: 'streamable-http', url: 'http://h/' })),
  ],
  ['an unknown transport', false, changed((draft) => (pack(draft)['transport'] = { type: 'carrier-pigeon' }))],
  ['a remote over stdio', false, changed((draft) => (remote(draft)['type'] = 'stdio'))],
  ['a remote url with a blank', false, changed((draft) => (remote(draft)['url'] = 'https://h/ x'))],
  [
    'a positional argument of nothing',
    false,
    changed((draft) => (pack(draft)['packageArguments'] = [{ type: 'positional' }])),
  ],
  ['a named argument without name', false, changed((draft) => (pack(draft)['packageArguments'] = [{ type: 'named' }]))],
  [
    'a format that is none',
    false,
    changed((draft) => (pack(draft)['environmentVariables'] = [{ name: 'A', format: 'date' }])),
  ],
  ['a header without name', false, changed((draft) => (remote(draft)['headers'] = [{ value: 'x' }]))],
  ['a repository without source', false, changed((draft) => (draft.repository = { url: 'https://h/' } as never))],
  [
    'an icon of a wrong size',
    false,
    changed((draft) => (draft.icons = [{ src: 'https://h/', sizes: ['big'] }] as never)),
  ],
  ['a website that is no url', false, changed((draft) => (draft['websiteUrl'] = 'no url'))],
  ['a wrong checksum', false, changed((draft) => (pack(draft)['fileSha256'] = 'abc'))],
  [
    'publisher data',
    true,
    changed((draft) => (draft['_meta'] = { 'io.modelcontextprotocol.registry/publisher-provided': { a: 1 } })),
  ],
  [
    'publisher data that is no object',
    false,
    changed((draft) => (draft['_meta'] = { 'io.modelcontextprotocol.registry/publisher-provided': 1 })),
  ],
  ['unknown members', true, changed((draft) => (draft['more'] = true))],
  ['a list', false, []],
];

describe('our schema of server.json', () => {
  it.each(CASES)('%s', (_name, good, value) => {
    expect(serverJsonComplaints(value).length === 0).toBe(good);
  });
});

describe.skipIf(!existsSync(OFFICIAL))('the official schema', () => {
  it.each(CASES)('agrees on: %s', (_name, good, value) => {
    expect(official()(value)).toBe(good);
  });
});

let compiled: ValidateFunction | undefined;
function official(): ValidateFunction {
  if (compiled === undefined) {
    const ajv = new Ajv({ strict: false });
    addFormats.default(ajv);
    compiled = ajv.compile(JSON.parse(readFileSync(OFFICIAL, 'utf8')) as object);
  }
  return compiled;
}

describe('a record as server.json', () => {
  it('is what the registry takes', () => {
    for (const one of [
      record('a'),
      record('b', {
        declared: { remote: 'https://h/mcp', repository: 'https://gitlab.com/a/b', website: 'https://h/', title: 'B' },
      }),
      record('c', {
        declared: { remote: 'https://h/sse' },
        measured: { package: undefined as never, transports: ['http-sse'] },
      }),
    ]) {
      expect(missingForRegistry(one)).toEqual([]);
      expect(serverJsonComplaints(JSON.parse(JSON.stringify(serverJson(one))))).toEqual([]);
    }
  });
  it('names what is missing and invents nothing', () => {
    const bare = record('a', {
      declared: { name: undefined, description: undefined } as never,
      measured: { package: undefined as never },
    });
    expect(missingForRegistry(bare)).toEqual(['name', 'description', 'remote, or a published package as the target']);
  });
});
