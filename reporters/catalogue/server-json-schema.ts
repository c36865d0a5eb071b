// What the registry's schema of 2025-12-11 demands of `server.json`, in a compact form of our own; a test holds it
// against the official file where that is at hand.

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const uri = { type: 'string', format: 'uri' } as const;
const list = (items: object): object => ({ type: 'array', items });
const ref = (name: string): object => ({ $ref: `#/definitions/${name}` });
const object = (properties: object, required: readonly string[] = []): object => ({
  type: 'object',
  properties,
  ...(required.length > 0 ? { required } : {}),
});
const both = (...parts: readonly object[]): object => ({ allOf: parts });

const input = {
  choices: list(text),
  default: text,
  description: text,
  format: { enum: ['string', 'number', 'boolean', 'filepath'] },
  isRequired: flag,
  isSecret: flag,
  placeholder: text,
  value: text,
};

const http = (type: string): object =>
  object(
    { type: { enum: [type] }, url: { type: 'string', pattern: '^https?://[^\\s]+$' }, headers: list(ref('keyed')) },
    ['type', 'url'],
  );

export const serverJsonSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:assay:server-json:2025-12-11',
  ...object(
    {
      $schema: uri,
      name: { type: 'string', minLength: 3, maxLength: 200, pattern: '^[a-zA-Z0-9.-]+/[a-zA-Z0-9._-]+$' },
      title: { type: 'string', minLength: 1, maxLength: 100 },
      description: { type: 'string', minLength: 1, maxLength: 100 },
      version: { type: 'string', maxLength: 255 },
      websiteUrl: uri,
      repository: object({ url: uri, source: text, id: text, subfolder: text }, ['url', 'source']),
      icons: list(
        object(
          {
            src: { type: 'string', format: 'uri', maxLength: 255 },
            mimeType: { enum: ['image/png', 'image/jpeg', 'image/jpg', 'image/svg+xml', 'image/webp'] },
            sizes: list({ type: 'string', pattern: '^(\\d+x\\d+|any)$' }),
            theme: { enum: ['light', 'dark'] },
          },
          ['src'],
        ),
      ),
      packages: list(ref('package')),
      remotes: list(
        both(
          { anyOf: [ref('streamable'), ref('sse')] },
          object({ variables: { type: 'object', additionalProperties: ref('input') } }),
        ),
      ),
      _meta: object({ 'io.modelcontextprotocol.registry/publisher-provided': { type: 'object' } }),
    },
    ['name', 'description', 'version'],
  ),
  definitions: {
    input: object(input),
    filled: object({ ...input, variables: { type: 'object', additionalProperties: ref('input') } }),
    keyed: both(ref('filled'), object({ name: text }, ['name'])),
    argument: both(ref('filled'), {
      anyOf: [
        both(object({ type: { enum: ['positional'] }, valueHint: text, isRepeated: flag }, ['type']), {
          anyOf: [{ required: ['valueHint'] }, { required: ['value'] }],
        }),
        object({ type: { enum: ['named'] }, name: text, isRepeated: flag }, ['type', 'name']),
      ],
    }),
    streamable: http('streamable-http'),
    sse: http('sse'),
    package: object(
      {
        registryType: text,
        registryBaseUrl: uri,
        identifier: text,
        version: { type: 'string', minLength: 1, not: { const: 'latest' } },
        fileSha256: { type: 'string', pattern: '^[a-f0-9]{64}$' },
        runtimeHint: text,
        transport: { anyOf: [object({ type: { enum: ['stdio'] } }, ['type']), ref('streamable'), ref('sse')] },
        environmentVariables: list(ref('keyed')),
        packageArguments: list(ref('argument')),
        runtimeArguments: list(ref('argument')),
      },
      ['registryType', 'identifier', 'transport'],
    ),
  },
} as const;
