// The published JSON Schema of registry records, `assay-record/1`.

const text = { type: 'string' } as const;
const texts = { type: 'array', items: text } as const;
const count = { type: 'integer', minimum: 0 } as const;

const object = (properties: object, optional: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const declared = object(
  {
    name: text,
    title: text,
    description: text,
    owner: text,
    contact: text,
    deployment: text,
    lifecycle: { enum: ['active', 'deprecated', 'retired'] },
    systems: texts,
    credentialScopes: texts,
    dependents: { type: 'array', items: object({ agent: text, uses: texts }, ['uses']) },
    repository: text,
    website: text,
    remote: text,
  },
  ['name', 'title', 'description', 'owner', 'contact', 'deployment', 'repository', 'website', 'remote'],
);

const measured = object(
  {
    at: text,
    tool: text,
    target: object({ kind: { enum: ['stdio', 'http'] }, label: text }),
    server: object({ name: text, version: text }),
    package: object({ registry: text, identifier: text, version: text, integrity: text }, ['version', 'integrity']),
    transports: texts,
    revisions: texts,
    capabilities: texts,
    tools: {
      type: 'array',
      items: object(
        { name: text, risk: { enum: ['read', 'write', 'destructive', 'unknown'] }, openWorld: { type: 'boolean' } },
        ['openWorld'],
      ),
    },
    dataClasses: texts,
    authentication: { enum: ['none', 'given', 'oauth'] },
    limits: { type: 'object' },
    conformance: object({ judged: count, held: count }),
    audit: object({ exitCode: count, summary: { type: 'object', additionalProperties: count }, link: text }, ['link']),
    lock: object({ file: text, digest: { type: 'string', pattern: '^sha256-' } }),
  },
  ['package', 'lock'],
);

export const recordSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:assay:record:1',
  title: 'assay-record/1',
  ...object({ format: { const: 'assay-record/1' }, id: { type: 'string', minLength: 1 }, declared, measured }),
} as const;
