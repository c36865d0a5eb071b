// What is installed is what was locked: every package with its checksum, none of the shipped ones with a script to run.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

interface Locked {
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly hasInstallScript?: boolean;
}

const read = (name: string): unknown =>
  JSON.parse(readFileSync(fileURLToPath(new URL(`../../${name}`, import.meta.url)), 'utf8'));
const { packages } = read('package-lock.json') as { readonly packages: Readonly<Record<string, Locked>> };
const installed = Object.entries(packages).filter(([path]) => path !== '');

it('locks every package by its checksum', () => {
  expect(installed.length).toBeGreaterThan(100);
  expect(installed.filter(([, one]) => one.integrity === undefined && one.link !== true).map(([path]) => path)).toEqual(
    [],
  );
});

it('runs no script of a shipped package at installation', () => {
  const shipped = installed.filter(([, one]) => one.dev !== true && one.devOptional !== true);
  expect(shipped.length).toBeGreaterThan(30);
  expect(shipped.filter(([, one]) => one.hasInstallScript === true).map(([path]) => path)).toEqual([]);
  const { scripts } = read('package.json') as { readonly scripts: Readonly<Record<string, string>> };
  for (const name of ['preinstall', 'install', 'postinstall']) expect(scripts).not.toHaveProperty(name);
});

it('pins every dependency to one version', () => {
  const { dependencies, devDependencies } = read('package.json') as Readonly<Record<string, Record<string, string>>>;
  for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies }))
    expect(version, name).toMatch(/^\d+\.\d+\.\d+(?:-[\w.]+)?$/);
});
