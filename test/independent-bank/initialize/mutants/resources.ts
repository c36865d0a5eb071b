// Resources and their templates.

import { type Loose, type Server } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import {
  type Plant,
  mutant,
  FULL,
  FULL_HTTP,
  after,
  instead,
  errors,
  onceReady,
  both,
  notice,
  undeclared,
} from './plant.ts';
import { changesQuietly, changesOnCall, unlisted } from './tricks.ts';

export const resources: readonly Mutant[] = [
  mutant('resources.capability-declared', 'not declared', undeclared('resources'), FULL),
  mutant('resources.list-changed-sent', 'changes by itself, silently', changesQuietly('resources'), FULL),
  mutant('resources.list-changed-sent', 'a call changes it, silently', changesOnCall('resources'), FULL),
  mutant('resources.list-changed-only-declared', 'sent after start', unlisted('resources'), FULL),
  mutant(
    'resources.subscribe-served',
    'no unsubscribe',
    (server) => void delete server.methods['resources/unsubscribe'],
    FULL,
  ),
  mutant(
    'resources.subscribe-served',
    'no subscribe',
    (server) => void delete server.methods['resources/subscribe'],
    FULL,
  ),
  mutant(
    'resources.updated-only-after-subscribe',
    'all to all',
    both(
      (server) => ticking(server, 'shop://clock'),
      onceReady((connection) => {
        setTimeout(() => connection.say(notice('notifications/resources/updated', { uri: 'shop://clock' })), 100);
      }),
    ),
    FULL,
  ),
  mutant('resources.updated-sent', 'never', (server) => ticking(server, 'shop://clock'), FULL),
  mutant(
    'resources.updated-requires-subscribe-capability',
    'not declared',
    both(
      (server) => void delete server.capabilities['resources'].subscribe,
      onceReady((connection) => connection.say(notice('notifications/resources/updated', { uri: 'shop://clock' }))),
    ),
    FULL,
  ),
  mutant(
    'resources.listed-readable',
    'cannot be read',
    (server) => void delete server.contents['shop://shelf/3'],
    FULL,
  ),
  mutant(
    'resources.listed-readable',
    'the one on page two',
    (server) => void delete server.contents['shop://clock'],
    FULL_HTTP,
  ),
  mutant(
    'resources.contents-uri',
    'empty',
    after('resources/read', (result) => void (result.contents[0].uri = '')),
    FULL,
  ),
  mutant(
    'resources.contents-uri',
    'another',
    after('resources/read', (result) => void (result.contents[0].uri = 'other://thing')),
    FULL,
  ),
  mutant(
    'resources.text-or-blob',
    'neither',
    after('resources/read', (result) => void delete result.contents[0].text),
    FULL,
  ),
  mutant('resources.blob-encoded', 'hex', blob('89504e470d0a1a0a0z'), FULL),
  mutant('resources.blob-encoded', 'real hex', blob(Buffer.from('a picture of a shop').toString('hex')), FULL),
  mutant('resources.blob-encoded', 'a data: URL', blob('data:image/png;base64,AAAA'), FULL),
  mutant('resources.uri-valid', 'a file name', listed('my file.txt'), FULL),
  mutant('resources.custom-scheme-rfc3986', 'my_notes://', listed('my_notes://x'), FULL),
  mutant(
    'resources.uri-unique',
    'twice',
    (server) => void server.resources.push({ uri: 'shop://clock', name: 'again' }),
    FULL,
  ),
  mutant(
    'resources.https-only-if-fetchable',
    'https of nobody',
    (server) => {
      server.resources.push({ uri: 'https://shop.invalid/secret', name: 'inside' });
      server.contents['https://shop.invalid/secret'] = () => [{ uri: 'https://shop.invalid/secret', text: 'x' }];
    },
    FULL,
  ),
  mutant(
    'resources.not-found-32002',
    '-32602',
    errors((error) => {
      if (error.code === -32002) error.code = -32602;
    }),
    FULL,
  ),
  mutant(
    'resources.not-found-32002',
    'an empty list',
    instead(
      'resources/read',
      (right, server) => (params, work) =>
        Object.hasOwn(server.contents, params['uri']) ? right(params, work) : { contents: [] },
    ),
    FULL,
  ),
  mutant(
    'resources.uris-validated',
    'paths joined',
    both(
      (server) => {
        server.resources.push({ uri: 'file:///srv/shop/notes.txt', name: 'notes' });
        server.contents['file:///srv/shop/notes.txt'] = () => [{ uri: 'file:///srv/shop/notes.txt', text: 'notes' }];
        server.templates.push({ uriTemplate: 'file:///srv/shop/{path}', name: 'files' });
      },
      instead('resources/read', (right) => (params, work) => {
        const { uri } = params;
        if (typeof uri === 'string' && /etc\/(?:passwd|hostname|hosts)/.test(decodeURIComponent(uri)))
          return {
            contents: [
              { uri, text: 'root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1:daemon:/usr/sbin:/usr/sbin/nologin\n' },
            ],
          };
        return right(params, work);
      }),
    ),
    FULL,
  ),
  mutant('resources.size-accurate', 'base64 length', (server) => void ((server.resources[3] as Loose).size = 96), FULL),
  mutant('resources.size-accurate', 'one too many', (server) => void ((server.resources[0] as Loose).size = 7), FULL),
  mutant(
    'resources.template-valid',
    'not closed',
    (server) => void server.templates.push({ uriTemplate: 'file:///{path', name: 'open' }),
    FULL,
  ),
  mutant(
    'resources.template-expansion-readable',
    'matches nothing',
    (server) => {
      (server.templates[0] as Loose).uriTemplate = 'shop://rack/{number}';
    },
    FULL,
  ),
];

function ticking(server: Server, uri: string): void {
  const start = Date.now();
  server.contents[uri] = () => [
    { uri, mimeType: 'text/plain', text: `tick ${Math.floor((Date.now() - start) / 1000)}` },
  ];
}
function blob(value: string): Plant {
  return (server) => {
    server.contents['shop://logo'] = () => [{ uri: 'shop://logo', mimeType: 'image/png', blob: value }];
  };
}
function listed(uri: string): Plant {
  return (server) => {
    server.resources.push({ uri, name: 'odd' });
    server.contents[uri] = () => [{ uri, text: 'x' }];
  };
}
