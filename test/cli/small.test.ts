// Small parts of the command line: near misses, exit codes of several runs, progress, connection problems.

import { describe, expect, it } from 'vitest';
import { connectProblem } from '../../cli/connect-problem.ts';
import { worstExit } from '../../cli/exit.ts';
import { progress } from '../../cli/progress.ts';
import { didYouMean } from '../../runner/config/nearest.ts';
import { HOSTILE, unreachableReport } from '../kit/report-sample.ts';

describe('near misses', () => {
  const known = ['audit', 'conform', 'report render', 'drift accept'];
  it.each([
    ['audti', ' Did you mean audit?'],
    ['conf', ' Did you mean conform?'],
    ['report rendr', ' Did you mean report render?'],
    ['zzz', ''],
    ['x', ''],
  ])('%s', (word, expected) => expect(didYouMean(word, known)).toBe(expected));
});

it.each([
  [[], 0],
  [[0, 0], 0],
  [[0, 1], 1],
  [[1, 3], 3],
  [[1, 4, 3], 4],
  [[2, 1], 1],
  [[0, 2], 2],
  [[4, 130], 130],
])('of the codes %j the worst', (codes, expected) => expect(worstExit(codes)).toBe(expected));

describe('progress', () => {
  const events = [
    { kind: 'phase', phase: 'connect' },
    { kind: 'run', revision: '2025-11-25', transport: 'stdio', server: HOSTILE },
    { kind: 'probes', done: 1, total: 2 },
    { kind: 'verdict', rule: 'a/b', outcome: 'fail' },
    { kind: 'probes', done: 2, total: 2 },
  ] as const;
  const shown = (isTTY: boolean, quiet = false, verbose = false): string => {
    let text = '';
    const stream = { isTTY, columns: 60, write: (part: string) => (text += part) };
    const { onEvent, end } = progress({ stream, quiet, verbose });
    for (const event of events) onEvent(event);
    end();
    return text;
  };

  it('is nothing where nobody watches, a few plain lines with --verbose', () => {
    expect(shown(false)).toBe('');
    expect(shown(false, false, true).split('\n')).toHaveLength(3);
    expect(shown(false, false, true).replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
  it('is one line that is gone at the end on a terminal', () => {
    expect(shown(true)).not.toContain('\n');
    expect(shown(true)).toContain('probing 2 of 2, 1 failed so far');
    expect(shown(true).endsWith('\r\u001b[2K')).toBe(true);
    expect(shown(true).replaceAll('\r\u001b[2K', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
  it('is nothing when quiet', () => expect(shown(true, true)).toBe(''));
});

describe('a target that cannot be reached', () => {
  const problem = (message: string, kind: 'http' | 'stdio' = 'http') => {
    const target = kind === 'http' ? { kind, url: 'http://h/' } : { kind, command: 'x', args: [] };
    return connectProblem({ ...unreachableReport(), faults: [{ stage: 'connect', where: 'open', message }] }, target);
  };
  it.each([
    ['connect ECONNREFUSED 127.0.0.1:9 before it answered', 'Nobody listens there'],
    ['getaddrinfo ENOTFOUND h', 'host name'],
    ['self-signed certificate in chain', '--ca'],
    ['initialize gave no-message (HTTP 200): <!DOCTYPE html><html>', 'web page'],
    ['initialize gave http-refusal (HTTP 404): nope', '/mcp or /sse'],
    ['the target asks for credentials (401 or 403)', '--bearer-env'],
    [
      'the target asks for credentials (401 or 403): give them; it answered 403: Access is only allowed at localhost:1',
      'write the host in the url',
    ],
    ['no answer to initialize within 10000 ms', '--timeout'],
    ['something else', '--evidence'],
  ])('%s', (message, expected) => expect(problem(message)?.line).toContain(expected));

  it('shows the stderr of a program, its escapes written out', () => {
    const found = problem(`exited with code 1 before it answered; stderr: line one\n${HOSTILE}\n`, 'stdio');
    expect(found?.line).not.toContain('line one');
    expect(found?.stderr[0]).toBe('line one');
    expect(found?.stderr.join('')).not.toMatch(/[\u0000-\u001f\u202e]/);
  });
  it('is none where something was judged', () => {
    const report = unreachableReport();
    const runs = [
      {
        revision: '2025-11-25',
        era: 'initialize',
        transport: 'stdio',
        server: { name: '', version: '' },
        capabilities: {},
      },
    ] as const;
    expect(connectProblem({ ...report, runs }, { kind: 'http', url: 'http://h/' })).toBeUndefined();
  });
});
