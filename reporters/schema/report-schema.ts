// The published JSON Schema of `assay-report/1` (draft-07, which every validator reads); members may be added, none removed.

import { REVISIONS } from '../../suites/kernel/revision.ts';

const text = { type: 'string' } as const;
const count = { type: 'integer', minimum: 0 } as const;
const duration = { type: 'number', minimum: 0 } as const;
const texts = { type: 'array', items: text } as const;
const transport = { enum: ['stdio', 'streamable-http', 'http-sse'] } as const;
const outcomes = ['pass', 'fail', 'warn', 'skip', 'error'] as const;

const object = (properties: object, optional: readonly string[] = []): object => ({
  type: 'object',
  properties,
  required: Object.keys(properties).filter((name) => !optional.includes(name)),
});

const whenOutcome = (outcome: string | readonly string[], then: object): object => ({
  if: { properties: { outcome: { enum: typeof outcome === 'string' ? [outcome] : outcome } } },
  // oxlint-disable-next-line no-thenable -- a keyword of JSON Schema; nobody awaits a schema
  then,
});

const rule = object({
  id: { type: 'string', pattern: '^[a-z0-9-]+(/[a-z0-9-]+)+$' },
  title: text,
  level: { enum: ['must', 'should', 'advice'] },
  requirements: texts,
  url: text,
  why: text,
  fix: text,
  tags: texts,
});

const where = object({ exchange: text, pointer: { type: 'string', pattern: '^(/|$)' } }, ['pointer']);

const finding = object({
  at: { type: 'array', items: where },
  got: text,
  want: text,
  severity: { enum: ['critical', 'high', 'medium', 'low'] },
  key: text,
});

const result = {
  ...object(
    {
      rule: { $ref: '#/definitions/rule' },
      suite: text,
      revision: { enum: REVISIONS },
      transport,
      outcome: { enum: outcomes },
      seen: count,
      reason: object({
        kind: { enum: ['revision', 'transport', 'not-declared', 'nothing-to-judge', 'not-allowed', 'blocked'] },
        note: text,
      }),
      findings: { type: 'array', items: { $ref: '#/definitions/finding' } },
      ms: duration,
      waived: text,
    },
    ['reason', 'waived'],
  ),
  allOf: [
    whenOutcome('pass', { properties: { seen: { minimum: 1 }, findings: { maxItems: 0 } } }),
    whenOutcome(['fail', 'warn'], { properties: { findings: { minItems: 1 } } }),
    whenOutcome('skip', { required: ['reason'], properties: { findings: { maxItems: 0 } } }),
  ],
};

const run = object({
  revision: { enum: REVISIONS },
  era: { enum: ['initialize', 'per-request'] },
  transport,
  server: object({ name: text, version: text }),
  capabilities: { type: 'object' },
});

const fault = object({
  stage: { enum: ['connect', 'gather', 'probe', 'judge', 'report'] },
  where: text,
  message: text,
});

export const reportSchema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  $id: 'urn:assay:report:1',
  title: 'assay-report/1',
  description: 'What Assay found out about one MCP server or gateway.',
  ...object({
    format: { const: 'assay-report/1' },
    tool: object({ name: { const: 'mcp-assay' }, version: text }),
    startedAt: { type: 'string', pattern: String.raw`^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$` },
    durationMs: duration,
    seed: { type: 'integer' },
    target: object({ kind: { enum: ['stdio', 'http'] }, label: text }),
    runs: { type: 'array', items: run },
    results: { type: 'array', items: { $ref: '#/definitions/result' } },
    faults: { type: 'array', items: fault },
    excerpts: { type: 'object', additionalProperties: object({ sent: text, received: text }) },
    measures: { type: 'object' },
    summary: object(Object.fromEntries(outcomes.map((outcome) => [outcome, count]))),
    exitCode: { enum: [0, 1, 2, 3, 4, 130] },
  }),
  definitions: { rule, finding, result },
} as const;
