// Client files of Claude, Cursor and VS Code: servers as those clients would start them, credentials masked.

import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readClientFile, targetOf } from '../../../runner/config/client-file.ts';
import { mask } from '../../../runner/engine/mask.ts';
import { folder } from '../../kit/folder.ts';

const targets = (content: string, env: Record<string, string> = {}, name = 'mcp.json') => {
  const file = readClientFile(join(folder({ [name]: content, '.env.local': 'A=1\nB="two words"\n' }), name));
  return Object.fromEntries(file.servers.map((server) => [server.name, targetOf(file, server, { env })]));
};

describe('a client file', () => {
  it('of Claude or Cursor', () => {
    const found = targets(
      JSON.stringify({
        mcpServers: {
          files: {
            command: 'npx',
            args: ['-y', 'server-filesystem', '${HOME_DIR:-/srv}'],
            env: { TOKEN: '${SECRET}' },
          },
          remote: { type: 'http', url: 'https://${HOST}/mcp', headers: { Authorization: 'Bearer ${SECRET}' } },
        },
      }),
      { SECRET: 'claude-secret-value', HOST: 'mcp.example' },
    );
    expect(found['files']).toEqual({
      kind: 'stdio',
      command: 'npx',
      args: ['-y', 'server-filesystem', '/srv'],
      env: { TOKEN: 'claude-secret-value' },
    });
    expect(found['remote']).toEqual({
      kind: 'http',
      url: 'https://mcp.example/mcp',
      headers: { Authorization: 'Bearer claude-secret-value' },
    });
    expect(mask('leaks claude-secret-value')).not.toContain('claude-secret-value');
  });

  it('of VS Code, with comments, inputs, an envFile and the folder of the workspace', () => {
    const found = targets(
      `{
  // servers of this project
  "inputs": [{ "type": "promptString", "id": "api-key", "password": true }],
  "servers": {
    "local": { "type": "stdio", "command": "node", "args": ["\${workspaceFolder}/s.js"], "envFile": "\${workspaceFolder}/.env.local",
      "env": { "KEY": "\${input:api-key}" }, },
  },
}`,
      { ASSAY_INPUT_API_KEY: 'typed-by-a-person' },
      '.vscode/mcp.json',
    );
    const local = found['local'];
    expect(local).toMatchObject({ kind: 'stdio', env: { KEY: 'typed-by-a-person' } });
    expect(local?.kind === 'stdio' && local.args[0]).toBe(join((local as { cwd: string }).cwd, 's.js'));
    expect(mask('typed-by-a-person')).toMatch(/^\*\*\*/);
  });

  it('reads an envFile', () => {
    const found = targets('{"servers":{"a":{"command":"x","envFile":".env.local"}}}');
    expect(found['a']).toMatchObject({ env: { A: '1', B: 'two words' } });
  });

  it.each([
    ['no servers at all', '{\n  "other": {}\n}', 'there is no "mcpServers"'],
    ['neither command nor url', '{"mcpServers":{\n"a":{"args":[]}}}', /mcp\.json:2:\d+: mcpServers\.a: neither/],
    [
      'a variable that is not set',
      '{"mcpServers":{"a":{\n"command":"x","env":{"K":"${NOPE}"}}}}',
      /mcp\.json:2:\d+: mcpServers\.a\.env\.K: the environment variable NOPE is not set/,
    ],
    [
      'an input nobody gave',
      '{"servers":{"a":{"command":"x","args":["${input:pin}"]}}}',
      /ASSAY_INPUT_PIN is not set; the editor would ask for "pin"/,
    ],
    ['a url of another scheme', '{"mcpServers":{"a":{"url":"ftp://x"}}}', 'an http(s) url is expected'],
    [
      'args that are no list',
      '{"mcpServers":{"a":{"command":"x","args":"y"}}}',
      'mcpServers.a.args: a list is expected',
    ],
    ['broken JSON', '{"mcpServers":{\n"a": {"command": "x"\n', /mcp\.json:\d+:\d+: /],
  ])('with %s is a clear error', (_name, content, expected) => {
    expect(() => targets(content)).toThrow(expected);
  });

  it('masks credentials inside arguments and urls', () => {
    targets(
      JSON.stringify({
        mcpServers: {
          a: {
            command: 'x',
            args: ['--api-key', 'value-after-option', '--token=value-assigned', 'postgres://u:value-in-url@db/x'],
          },
          b: { url: 'https://x.example/mcp?api_key=value-in-query' },
        },
      }),
    );
    expect(mask('value-after-option value-assigned value-in-url value-in-query')).not.toContain('value-');
  });
});
