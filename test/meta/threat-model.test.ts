// The threat model can be checked line by line: each file is there, each test is found by its name.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const rows = readFileSync(join(ROOT, 'docs/THREAT-MODEL.md'), 'utf8')
  .split('\n')
  .filter((line) => line.startsWith('|') && !/^\| (?:Threat|---)/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

it('has a line for each threat, with four cells', () => {
  expect(rows.length).toBeGreaterThan(25);
  for (const row of rows) expect(row, row[0]).toHaveLength(4);
});

it.each(rows)('%s', (_threat, _defence, file, test) => {
  expect(existsSync(join(ROOT, (file ?? '').replaceAll('`', '')))).toBe(true);
  const [, path, name] = /^`([^`]+)`: (.+)$/.exec(test ?? '') ?? [];
  expect(path).toBeDefined();
  expect(readFileSync(join(ROOT, path ?? ''), 'utf8')).toContain(`'${name}'`);
});
