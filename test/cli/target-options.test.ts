// The grammar of targets: each form, each mistake.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { targetsOf } from '../../cli/target-options.ts';
import { mask } from '../../runner/engine/mask.ts';
import { folder } from '../kit/folder.ts';

describe('a target', () => {
  it('is a program after --', () => {
    expect(targetsOf({ '--': ['node', 's.js', '--port', '1'], env: ['A=b=c'] })).toEqual([
      { target: { kind: 'stdio', command: 'node', args: ['s.js', '--port', '1'], env: { A: 'b=c' } } },
    ]);
  });

  it('is a url with headers', () => {
    expect(targetsOf({ target: 'http://127.0.0.1:1/mcp', header: ['X-Tenant:  acme-corp '] })).toEqual([
      { target: { kind: 'http', url: 'http://127.0.0.1:1/mcp', headers: { 'X-Tenant': 'acme-corp' } } },
    ]);
  });

  it('is every enabled server of a client file, or the one that is named', () => {
    const file = join(
      folder({
        'c.json': '{"mcpServers":{"a":{"command":"x"},"b":{"url":"http://h/"},"off":{"command":"y","disabled":true}}}',
      }),
      'c.json',
    );
    expect(targetsOf({ 'mcp-config': file }).map(({ name }) => name)).toEqual(['a', 'b']);
    expect(targetsOf({ 'mcp-config': file, server: 'off' }).map(({ name }) => name)).toEqual(['off']);
    expect(() => targetsOf({ 'mcp-config': file, server: 'bb' })).toThrow('names no server "bb". Did you mean b?');
  });

  it('has credentials that no text shows', () => {
    process.env['ASSAY_TEST_BEARER'] = 'bearer-of-the-test';
    const [named] = targetsOf({
      target: 'https://user:pass-of-the-test@h.example/mcp?token=query-of-the-test',
      header: ['X-Key: header-of-the-test'],
      'bearer-env': 'ASSAY_TEST_BEARER',
    });
    delete process.env['ASSAY_TEST_BEARER'];
    expect(named?.target).toMatchObject({ headers: { Authorization: 'Bearer bearer-of-the-test' } });
    expect(mask(JSON.stringify(named))).not.toContain('of-the-test');
    targetsOf({ '--': ['x'], env: ['K=env-of-the-test'] });
    expect(mask('env-of-the-test')).not.toContain('of-the-test');
  });

  it.each([
    ['nothing', {}, 'no target was given'],
    ['nothing after --', { '--': [] }, 'nothing follows --'],
    ['a url and a program', { target: 'http://h', '--': ['x'] }, 'several targets'],
    ['a program without --', { target: 'server.js' }, 'put it after --: assay audit -- server.js'],
    ['a host without scheme', { target: 'localhost:3000/mcp' }, 'http://localhost:3000/mcp'],
    ['a url after --', { '--': ['http://h/'] }, 'a url stands before --'],
    ['a header for a program', { '--': ['x'], header: ['A: b'] }, '--header is for targets with a url'],
    ['env for a url', { target: 'http://h/', env: ['A=b'] }, '--env is for programs'],
    ['a header without colon', { target: 'http://h/', header: ['A'] }, "'Name: value' is expected"],
    ['env without =', { '--': ['x'], env: ['A'] }, 'NAME=value is expected'],
    [
      'a token variable that is not set',
      { target: 'http://h/', 'bearer-env': 'ASSAY_NOT_SET' },
      'ASSAY_NOT_SET is not set',
    ],
    ['a directory that is not there', { '--': ['x'], cwd: '/no/such' }, 'there is no directory /no/such'],
    ['an authority that is not there', { target: 'https://h/', ca: '/no/ca.pem' }, '/no/ca.pem cannot be read'],
    ['a certificate without key', { target: 'https://h/', 'client-cert': 'x' }, 'belong together'],
    ['--server alone', { '--': ['x'], server: 'a' }, '--server needs --mcp-config'],
    ['a replica that is no url', { target: 'http://h/', replica: ['h:1'] }, '--replica'],
  ])('refuses %s', (_name, args, message) => {
    expect(() => targetsOf(args)).toThrow(message);
  });
});
