// A record as `server.json` of the official MCP registry (schema 2025-12-11); what is missing is named, never made up.

import type { CatalogueRecord, PackageFacts } from './record.ts';

export const SERVER_SCHEMA = 'https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json';
export const PUBLISHER = 'io.modelcontextprotocol.registry/publisher-provided';

export type ServerJson = Readonly<Record<string, unknown>>;

/** Answers and measurements that a registry record needs and this one lacks. */
export function missingForRegistry({ declared, measured }: CatalogueRecord): readonly string[] {
  const offered = declared.remote !== undefined || measured.package !== undefined;
  return [
    ...(declared.name === undefined ? ['name'] : []),
    ...(declared.description === undefined ? ['description'] : []),
    ...(measured.server.version === '' && measured.package?.version === undefined ? ['version'] : []),
    ...(offered ? [] : ['remote, or a published package as the target']),
  ];
}

export function serverJson(record: CatalogueRecord): ServerJson {
  const { declared, measured } = record;
  const sse = measured.transports.includes('http-sse') && !measured.transports.includes('streamable-http');
  return {
    $schema: SERVER_SCHEMA,
    name: declared.name ?? '',
    ...(declared.title === undefined ? {} : { title: declared.title }),
    description: declared.description ?? '',
    version: measured.package?.version ?? measured.server.version,
    ...(declared.repository === undefined
      ? {}
      : { repository: { url: declared.repository, source: sourceOf(declared.repository) } }),
    ...(declared.website === undefined ? {} : { websiteUrl: declared.website }),
    ...(measured.package === undefined ? {} : { packages: [packageJson(measured.package)] }),
    ...(declared.remote === undefined
      ? {}
      : { remotes: [{ type: sse ? 'sse' : 'streamable-http', url: declared.remote }] }),
    _meta: {
      [PUBLISHER]: {
        tool: measured.tool,
        auditedAt: measured.at,
        revisions: measured.revisions,
        transports: measured.transports,
        conformance: measured.conformance,
        tools: measured.tools.map(({ name, risk }) => ({ name, risk })),
        ...(measured.lock === undefined ? {} : { lock: measured.lock.digest }),
        ...(measured.audit.link === undefined ? {} : { report: measured.audit.link }),
      },
    },
  };
}

const HOSTS: Readonly<Record<string, string>> = {
  'github.com': 'github',
  'gitlab.com': 'gitlab',
  'bitbucket.org': 'bitbucket',
};

function sourceOf(url: string): string {
  const host = URL.canParse(url) ? new URL(url).host : '';
  return HOSTS[host] ?? host;
}

function packageJson({ registry, identifier, version }: PackageFacts): object {
  return {
    registryType: registry,
    identifier,
    ...(version === undefined ? {} : { version }),
    transport: { type: 'stdio' },
  };
}
