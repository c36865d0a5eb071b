// Protected resource metadata (RFC 9728): where it is, what it says, who may read it.

import type { Mutant } from '../audit.ts';
import { METADATA_PLACE, type Document, type Door, quoted, paramsFor } from '../door.ts';
import { door, plant } from './plant.ts';

const IMPLEMENTED = ['auth.prm-implemented', 'authorization.prm-implemented'];
const DISCOVERABLE = ['auth.discovery-one-of', 'authorization.prm-discoverable'];
const TYPE = ['auth.prm-content-type', 'authorization.prm-discoverable'];
const SERVERS = ['auth.prm-authorization-servers', 'authorization.prm-authorization-servers'];
const RESOURCE = ['auth.prm-resource-matches', 'authorization.prm-resource-matches'];
const SLASH = ['auth.canonical-uri-no-trailing-slash', 'authorization.canonical-no-trailing-slash'];
const TLS = ['auth.resource-over-tls', 'authorization.endpoint-tls'];
const HTTPS = ['auth.https-endpoints', 'authorization.prm-as-https'];

const says = (name: string, value: unknown) => (own: Door) => void (own.metadata[name] = value);
const lacks = (name: string) => (own: Door) => void delete own.metadata[name];

const without = (own: Door): void => {
  own.challenge = (why, needed) => {
    const { resource_metadata: _, ...rest } = paramsFor(own, why, needed);
    return `Bearer ${quoted(rest)}`;
  };
};

const served = (change: (usual: Document, own: Door) => void) => (own: Door) => {
  const { document } = own;
  own.document = (path, visit) => {
    const usual = document(path, visit);
    if (usual !== undefined) change(usual, own);
    return usual;
  };
};

export const METADATA: readonly Mutant[] = [
  ...door(IMPLEMENTED, 'named, and not there', (own) => void (own.places = [])),
  ...door(IMPLEMENTED, 'only metadata of an authorization server', (own) => {
    own.document = (path) =>
      path === '/.well-known/oauth-authorization-server'
        ? {
            status: 200,
            type: 'application/json',
            body: JSON.stringify({ issuer: own.issuer.url, token_endpoint: `${own.issuer.url}/token` }),
          }
        : undefined;
  }),
  ...door(
    IMPLEMENTED,
    'a failure in its place',
    served((usual) => void (usual.status = 500)),
  ),
  ...door(
    IMPLEMENTED,
    'no JSON',
    served((usual) => void (usual.body = 'resource: this')),
  ),
  ...door(
    IMPLEMENTED,
    'a list in its place',
    served((usual) => void (usual.body = `[${usual.body}]`)),
  ),
  ...door(DISCOVERABLE, 'neither named nor well known', (own) => {
    own.places = [];
    without(own);
  }),
  ...door(DISCOVERABLE, 'at a place that nobody names', (own) => {
    own.places = ['/metadata.json'];
    without(own);
  }),
  ...door(TYPE, 'behind the door', (own) => {
    const { document } = own;
    own.document = (path, visit) =>
      visit.request.headers.authorization === undefined && document(path, visit) !== undefined
        ? { status: 401, type: 'application/json', body: '{"error":"unauthorized"}' }
        : document(path, visit);
  }),
  ...door(
    'auth.prm-content-type',
    'as a page',
    served((usual) => void (usual.type = 'text/html')),
  ),
  ...door(
    'auth.prm-content-type',
    'as plain text',
    served((usual) => void (usual.type = 'text/plain; charset=utf-8')),
  ),
  ...door(
    'auth.prm-content-type',
    'with 203',
    served((usual) => void (usual.status = 203)),
  ),
  ...door(SERVERS, 'none', says('authorization_servers', [])),
  ...door(SERVERS, 'left out', lacks('authorization_servers')),
  ...door(SERVERS, 'a text for a list', (own) => void (own.metadata['authorization_servers'] = own.issuer.url)),
  ...door(
    SERVERS,
    'objects for urls',
    (own) => void (own.metadata['authorization_servers'] = [{ url: own.issuer.url }]),
  ),
  ...door(SERVERS, 'a name for a url', says('authorization_servers', ['login'])),
  ...door(HTTPS, 'an issuer over http', says('authorization_servers', ['http://login.example.com'])),
  ...door(HTTPS, 'the second issuer over http', (own) => {
    own.metadata['authorization_servers'] = [own.issuer.url, 'http://login.example.com'];
  }),
  ...plant('auth.https-endpoints', 'endpoints of its own over http', {
    door: (own) => {
      const { origin } = new URL(own.resource);
      own.metadata['authorization_servers'] = [origin];
      const { document } = own;
      const body = {
        issuer: origin,
        authorization_endpoint: 'https://login.example.com/authorize',
        token_endpoint: 'http://login.example.com/token',
        response_types_supported: ['code'],
      };
      own.document = (path, visit) =>
        path === '/.well-known/oauth-authorization-server'
          ? { status: 200, type: 'application/json', body: JSON.stringify(body) }
          : document(path, visit);
    },
  }),
  ...door(RESOURCE, 'an internal name', says('resource', 'http://shop-backend.internal:8080/mcp')),
  ...door(RESOURCE, 'another path', (own) => void (own.metadata['resource'] = new URL('/other', own.resource).href)),
  ...door(RESOURCE, 'a path below', (own) => void (own.metadata['resource'] = `${own.resource}/v1`)),
  ...door(RESOURCE, 'another port', (own) => {
    const url = new URL(own.resource);
    url.port = String(Number(url.port) - 1);
    own.metadata['resource'] = url.href;
  }),
  ...door(RESOURCE, 'another scheme', (own) => {
    own.metadata['resource'] = own.resource.replace('http:', 'https:');
  }),
  ...door(RESOURCE, 'left out', lacks('resource')),
  ...door(RESOURCE, 'with a fragment', (own) => void (own.metadata['resource'] = `${own.resource}#tools`)),
  ...door(RESOURCE, 'no url', says('resource', 'shop')),
  ...door(RESOURCE, 'right where the challenge points, wrong at the well-known place', (own) => {
    const { document } = own;
    own.places = [METADATA_PLACE, '/metadata'];
    own.challenge = (why, needed) =>
      `Bearer ${quoted({ ...paramsFor(own, why, needed), resource_metadata: new URL('/metadata', own.resource).href })}`;
    own.document = (path, visit) =>
      path === METADATA_PLACE
        ? {
            status: 200,
            type: 'application/json',
            body: JSON.stringify({ ...own.metadata, resource: 'https://staging.example.com/mcp' }),
          }
        : document(path, visit);
  }),
  ...door(SLASH, 'a slash at the end', (own) => void (own.metadata['resource'] = `${own.resource}/`)),
  ...door(TLS, 'a public resource over http', says('resource', 'http://shop.example.com/mcp')),
  ...door(TLS, 'metadata over http, named in the challenge', (own) => {
    own.challenge = (why, needed) =>
      `Bearer ${quoted({ ...paramsFor(own, why, needed), resource_metadata: 'http://shop.example.com/metadata' })}`;
  }),
];
