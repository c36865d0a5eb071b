// The configuration file: what it may hold, and complaints that name file, line and key.

import { describe, expect, it } from 'vitest';
import { configOf, loadConfig } from '../../../runner/config/load.ts';
import { parseSource } from '../../../runner/config/source.ts';
import { mask } from '../../../runner/engine/mask.ts';
import { folder } from '../../kit/folder.ts';

const read = (text: string, env: Record<string, string> = {}) =>
  configOf(parseSource('assay.config.yaml', text), { cwd: '/project', today: '2026-03-01', env });

const complaint = (text: string, env: Record<string, string> = {}): string => {
  try {
    read(text, env);
  } catch (error) {
    return (error as Error).message;
  }
  return 'no complaint';
};

const waiver = (over: string): string =>
  `waivers:\n  - rule: conformance/tools/name\n    reason: known\n    owner: ana\n    until: 2026-03-01\n${over}`;

describe('callers and what they may do', () => {
  const oauth = 'callers:\n  one:\n    oauth: { tokenUrl: https://a.example/t, clientId: c, clientSecretEnv: S }\n';

  it('may be OAuth clients, whose secret comes from the environment and is masked', () => {
    const { callers } = read(oauth, { S: 'client-secret-of-one' });
    expect(callers['one']?.oauth).toMatchObject({ clientId: 'c', clientSecret: 'client-secret-of-one' });
    expect(mask('client-secret-of-one')).not.toContain('secret');
  });

  it('are held against lines of tools, resources and prompts', () => {
    const text = `callers: { bob: {} }
access:
  otherwise: deny
  matrix:
    bob:
      allow: [search, { resource: 'a://*' }]
      deny: [{ tool: query, where: { sql: DELETE }, try: { sql: DELETE FROM x } }]
    anonymous: { allow: [{ prompt: hello }] }
  scopes: { write: [query] }
`;
    expect(read(text).access?.matrix?.['bob']?.deny).toHaveLength(1);
  });

  it.each([
    [oauth, /callers\.one\.oauth\.clientSecretEnv: the environment variable S is not set/],
    [oauth.replace('https://a.example/t', 'a.example'), /tokenUrl: an http\(s\) url is expected/],
    ['callers: { anonymous: {} }\n', /stands for whoever shows no credentials/],
    ['callers: { "a>b": {} }\n', /a caller is named with letters/],
    ['callers: { bob: {} }\naccess: { matrix: { bobb: {} } }\n', /no such caller.*bob/],
    [
      'callers: { bob: {} }\naccess: { matrix: { bob: { deny: [{ tool: a, prompt: b }] } } }\n',
      /one of tool, resource and prompt/,
    ],
    [
      'callers: { bob: {} }\naccess: { matrix: { bob: { deny: [{ tool: a, where: { b: "(" } }] } } }\n',
      /regular expression is expected/,
    ],
  ])('complains of %s', (text, words) => expect(complaint(text)).toMatch(words));
});

describe('a configuration', () => {
  it('is read in full', () => {
    const config = read(`
suites: [conformance, poison]
revision: 2025-11-25
calls: none
failOn: warn
timeout: 500
allow: [search]
known:
  - property: slow
    params: { name: wait, arguments: { seconds: 3 } }
contracts: [contracts/echo.yaml]
${waiver('')}`);
    expect(config).toMatchObject({
      suites: ['conformance', 'poison'],
      revision: ['2025-11-25'],
      calls: 'none',
      timeout: 500,
      known: [{ property: 'slow', method: 'tools/call', params: { name: 'wait' } }],
      contracts: ['/project/contracts/echo.yaml'],
      waivers: [{ rule: 'conformance/tools/name', until: '2026-03-01' }],
    });
  });

  it('may be empty, or absent', () => {
    expect(read('')).toMatchObject({ waivers: [] });
    expect(loadConfig({ cwd: folder(), today: '2026-03-01', env: {} })).toMatchObject({ waivers: [] });
  });

  it('is found by its default name', () => {
    const cwd = folder({ 'assay.config.yaml': 'calls: all\n' });
    expect(loadConfig({ cwd, today: '2026-03-01', env: {} })).toMatchObject({
      file: 'assay.config.yaml',
      calls: 'all',
    });
  });

  it('may be JSON with comments', () => {
    expect(read('{\n  // none of ours\n  "calls": "none", /* x */\n}')).toMatchObject({ calls: 'none' });
  });

  it.each([
    [
      'a misspelt key',
      'calls: none\nfailon: warn\n',
      'assay.config.yaml:2:1: failon: unknown key. Did you mean failOn?',
    ],
    [
      'a wrong word',
      'calls: some\n',
      'assay.config.yaml:1:8: calls: one of none, readonly, all is expected, not the text "some"',
    ],
    ['a text for a number', 'calls: none\ntimeout: soon\n', 'assay.config.yaml:2:10: timeout: a number'],
    ['a text for a list', 'suites: conformance\n', 'assay.config.yaml:1:9: suites: a list is expected'],
    [
      'an unknown revision',
      'revision: [2025-11-25, 2024-01-01]\n',
      'assay.config.yaml:1:24: revision[1]: a revision is expected',
    ],
    ['broken YAML', 'calls: none\nsuites: [a, b\n', 'assay.config.yaml:3:1'],
    ['a key given twice', 'calls: none\ncalls: all\n', 'assay.config.yaml:2:1: Map keys must be unique'],
    [
      'a waiver without owner',
      'waivers:\n  - rule: a/b\n    reason: x\n    until: 2026-12-31\n',
      'assay.config.yaml:2:5: waivers[0]: owner is missing',
    ],
    ['a waiver that ended', waiver('').replace('2026-03-01', '2026-02-28'), 'ended on 2026-02-28'],
    [
      'a day that does not exist',
      waiver('').replace('2026-03-01', '2026-02-30'),
      'assay.config.yaml:5:12: waivers[0].until: a day',
    ],
    ['a list where a map belongs', '- calls\n', 'assay.config.yaml:1:1: a map is expected, not a list'],
  ])('with %s names the place', (_name, text, expected) => {
    expect(complaint(text)).toContain(expected);
  });

  it('takes tokens from the environment, by name, and knows which there are', () => {
    const text = 'tokens:\n  expired: { env: OLD }\n';
    expect(read(text, { OLD: 'over-since-yesterday' }).tokens).toEqual({ expired: 'over-since-yesterday' });
    expect(mask('sent over-since-yesterday')).not.toContain('yesterday');
    expect(complaint(text)).toContain('tokens.expired.env: the environment variable OLD is not set');
    expect(complaint('tokens:\n  stale: { env: OLD }\n', { OLD: 'x' })).toContain('unknown key');
  });

  it('takes credentials of callers from the environment and makes them known to the masker', () => {
    const text = 'callers:\n  alice:\n    bearerEnv: ALICE\n    headers: { X-Key: "k-${KEY}" }\n    mayNot: [drop]\n';
    const config = read(text, { ALICE: 'token-of-alice', KEY: 'key-of-alice' });
    expect(config.callers['alice']?.headers).toEqual({
      'X-Key': 'k-key-of-alice',
      Authorization: 'Bearer token-of-alice',
    });
    expect(mask('sent token-of-alice and k-key-of-alice')).not.toMatch(/of-alice/);
    expect(complaint(text, { KEY: 'x' })).toContain(
      'assay.config.yaml:3:16: callers.alice.bearerEnv: the environment variable ALICE is not set',
    );
  });
});
