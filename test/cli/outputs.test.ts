// --report: what is asked for is checked before, and every path is tried, before an audit starts.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkWritable, forServer, formats, outputsOf, render, writeOutputs } from '../../cli/outputs.ts';
import { folder } from '../kit/folder.ts';
import { cleanReport, fullReport } from '../kit/report-sample.ts';

describe('--report', () => {
  it('keeps colons of a path', () => {
    expect(outputsOf(['json:C:\\out\\r.json', 'junit:-'])).toEqual([
      { format: 'json', path: 'C:\\out\\r.json' },
      { format: 'junit', path: '-' },
    ]);
  });

  it.each([
    ['json', 'for instance --report json:report.json'],
    ['json:', 'for instance --report json:report.json'],
    ['jsn:x', 'Did you mean json?'],
  ])('refuses %s', (given, message) => {
    expect(() => outputsOf([given])).toThrow(message);
  });

  it('refuses two reports to one place', () => {
    expect(() => outputsOf(['json:-', 'junit:-'])).toThrow('two reports go to stdout');
    expect(() => outputsOf(['json:x', 'junit:./x'])).toThrow('two reports go to');
  });

  it('finds out what cannot be written, and leaves no trace of having tried', () => {
    const path = folder({ 'dir/x': '' });
    expect(() => checkWritable([{ format: 'json', path: join(path, 'no/r.json') }], 1)).toThrow(
      'there is no directory',
    );
    expect(() => checkWritable([{ format: 'json', path: join(path, 'dir') }], 1)).toThrow('is a directory');
    checkWritable([{ format: 'json', path: join(path, 'r.json') }], 1);
    expect(existsSync(join(path, 'r.json'))).toBe(false);
    // A file where a folder is needed; permissions would not stop a test that runs as root.
    const below = join(path, 'dir/x/r.json');
    expect(() => checkWritable([{ format: 'json', path: below }], 1)).toThrow(`cannot be written to ${below}`);
  });

  it('keeps what stands in a file until the new report is there', () => {
    const path = join(folder({ 'r.json': 'old' }), 'r.json');
    checkWritable([{ format: 'json', path }], 1);
    expect(readFileSync(path, 'utf8')).toBe('old');
  });

  it('gives every server of a fleet a file of its own', () => {
    const paths = ['a', 'a b', 'a/b', '../../x'].map(
      (name) => forServer({ format: 'json', path: 'out/r.json' }, name).path,
    );
    expect(new Set(paths).size).toBe(4);
    expect(paths[0]).toBe('out/r.a.json');
    expect(paths.every((path) => /^out\/r\.[\w.@-]+\.json$/.test(path) && !path.includes('/.'))).toBe(true);
    expect(() => checkWritable([{ format: 'json', path: '-' }], 2)).toThrow('choose one with --server');
  });

  it('writes the others where one cannot be written any more', async () => {
    const path = folder({ 'locked/x': '' });
    const good = join(path, 'good.json');
    const problems = await writeOutputs(cleanReport(), [
      { format: 'junit', path: join(path, 'locked') },
      { format: 'json', path: good },
    ]);
    expect(problems).toHaveLength(1);
    expect(JSON.parse(readFileSync(good, 'utf8'))).toMatchObject({ format: 'assay-report/1' });
  });

  it.each(formats())('renders %s', async (format) => {
    expect((await render(fullReport(), format)).length).toBeGreaterThan(100);
  });
});
