// The house has directions: who may import whom, read from the imports themselves.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ROOMS = ['cli', 'runner', 'suites', 'reporters', 'fixtures', 'ci', 'bench'];

interface Import {
  readonly file: string;
  /** Path from the root for files of ours, else the name of the package. */
  readonly to: string;
  readonly typeOnly: boolean;
}

function filesBelow(room: string): readonly string[] {
  try {
    return readdirSync(join(ROOT, room), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.[cm]?ts$/.test(path) && !path.includes('node_modules'))
      .map((path) => join(room, path).replaceAll('\\', '/'));
  } catch {
    return [];
  }
}

function importsOf(file: string): readonly Import[] {
  const text = readFileSync(join(ROOT, file), 'utf8');
  const pattern =
    /^\s*(?:import|export)\s+(type\s)?[^'"`;]*?from\s*'([^']+)'|\bimport\(\s*'([^']+)'\s*\)|^\s*import\s*'([^']+)'/gm;
  return [...text.matchAll(pattern)].map((match) => {
    const to = match[2] ?? match[3] ?? match[4] ?? '';
    const path = to.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), to)).replaceAll('\\', '/') : to;
    return { file, to: path, typeOnly: match[1] !== undefined };
  });
}

const imports = ROOMS.flatMap(filesBelow).flatMap(importsOf);
const from = (room: string): readonly Import[] => imports.filter(({ file }) => file.startsWith(room));
const inside =
  (...rooms: readonly string[]) =>
  ({ to }: Import): boolean =>
    rooms.some((room) => to.startsWith(room));
const lines = (broken: readonly Import[]): readonly string[] => broken.map(({ file, to }) => `${file} imports ${to}`);
const ours = ({ to }: Import): boolean => ROOMS.some((room) => to.startsWith(`${room}/`)) || to.startsWith('test/');

test('there are imports to judge', () => {
  expect(imports.length).toBeGreaterThan(200);
});

test('the kernel imports nothing but itself', () => {
  expect(lines(from('suites/kernel/').filter((one) => !inside('suites/kernel/')(one)))).toEqual([]);
});

/** Computation without effect: what pure code may use of the outside. */
const PURE_PACKAGES = [
  'node:crypto',
  'fast-check',
  'ajv',
  'ajv-formats',
  're2js',
  'gpt-tokenizer',
  'validator',
  'libphonenumber-js',
  'yaml',
  'node:zlib',
  'node:buffer',
];

test('suites import suites, and of the outside only what computes', () => {
  const broken = from('suites/').filter(
    (one) => !inside('suites/')(one) && !PURE_PACKAGES.some((name) => one.to === name || one.to.startsWith(`${name}/`)),
  );
  expect(lines(broken)).toEqual([]);
});

test('a suite never imports another suite', () => {
  const shared = new Set(['kernel', 'artifacts', 'schema', 'requirements', 'generation', 'detectors', 'text']);
  const suiteOf = (path: string): string => path.split('/')[1] ?? '';
  const broken = from('suites/').filter(
    ({ file, to }) => to.startsWith('suites/') && !shared.has(suiteOf(to)) && suiteOf(to) !== suiteOf(file),
  );
  expect(lines(broken)).toEqual([]);
});

test('reporters see the kernel alone', () => {
  const broken = from('reporters/').filter((one) => ours(one) && !inside('reporters/', 'suites/kernel/')(one));
  expect(lines(broken)).toEqual([]);
});

test('the runner knows no command line, and the wire knows no rule', () => {
  expect(lines(from('runner/').filter(inside('cli/', 'reporters/', 'fixtures/', 'test/')))).toEqual([]);
  const wire = from('runner/wire/').filter(
    (one) => inside('suites/')(one) && !inside('suites/kernel/', 'suites/schema/')(one),
  );
  expect(lines(wire)).toEqual([]);
});

test('fixtures share nothing with the tool: two independent readings of the protocol', () => {
  expect(lines(from('fixtures/').filter((one) => ours(one) && !inside('fixtures/')(one)))).toEqual([]);
});

test('nothing imports test or ci', () => {
  expect(
    lines(
      imports
        .filter(({ file }) => !file.startsWith('ci/') && !file.startsWith('bench/'))
        .filter(inside('test/', 'ci/')),
    ),
  ).toEqual([]);
});

test('pure code has no clock, no chance and no network', () => {
  const forbidden =
    /\b(?:Math\.random\(|Date\.now\(|new Date\(\s*\)|performance\.now\(|fetch\(|process\.env|setTimeout\()/;
  const broken = [...filesBelow('suites'), ...filesBelow('reporters')].filter((file) =>
    forbidden.test(
      readFileSync(join(ROOT, file), 'utf8')
        .replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
        .replace(/'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, "''"),
    ),
  );
  expect(broken).toEqual([]);
});
