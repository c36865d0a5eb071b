// Reports for tests of reporters: one with everything that can be in a report, one that is clean, one of a dead target.

import type { Report, ReportFinding, Result, RuleCard } from '../../suites/kernel/report.ts';

export const rule = (id: string, over: Partial<RuleCard> = {}): RuleCard => ({
  id,
  title: `The target keeps ${id.split('/').at(-1) ?? ''}`,
  level: 'must',
  requirements: [],
  url: 'https://modelcontextprotocol.io/specification/2025-11-25/server/tools',
  why: 'Clients rely on it, and those that do not check it break later, far from the cause.',
  fix: 'Send what the specification asks for.',
  tags: [],
  ...over,
});

export const finding = (key: string, over: Partial<ReportFinding> = {}): ReportFinding => ({
  at: [{ exchange: 'e2', pointer: '/result/tools/0/name' }],
  got: `something else for ${key}`,
  want: 'what the rule says',
  severity: 'medium',
  key,
  ...over,
});

export const result = (id: string, over: Partial<Result> & { card?: Partial<RuleCard> } = {}): Result => {
  const { card, ...rest } = over;
  return {
    rule: rule(id, card),
    suite: id.split('/')[0] ?? '',
    revision: '2025-11-25',
    transport: 'stdio',
    outcome: 'pass',
    seen: 1,
    ms: 1,
    ...rest,
    // Keys as the engine makes them: the rule's id in front.
    findings: (rest.findings ?? []).map((found) => ({ ...found, key: `${id}:${found.key}` })),
  };
};

/** Recounts the summary, so that samples cannot lie. */
export const reportOf = (results: readonly Result[], over: Partial<Report> = {}): Report => {
  const of = (outcome: string): number => results.filter((r) => r.outcome === outcome).length;
  return {
    format: 'assay-report/1',
    tool: { name: 'mcp-assay', version: '0.1.0' },
    startedAt: '2026-03-01T12:00:00.000Z',
    durationMs: 3421,
    seed: 42,
    target: { kind: 'stdio', label: 'node server.js --root /srv' },
    runs: [
      {
        revision: '2025-11-25',
        era: 'initialize',
        transport: 'stdio',
        server: { name: 'sample-server', version: '1.2.3' },
        capabilities: { tools: { listChanged: true } },
      },
    ],
    results,
    faults: [],
    excerpts: {},
    measures: {},
    summary: { pass: of('pass'), fail: of('fail'), warn: of('warn'), skip: of('skip'), error: of('error') },
    exitCode: results.some((r) => r.outcome === 'fail' && r.waived === undefined) ? 1 : 0,
    ...over,
  };
};

/** What a hostile server may put into every text of its own. */
export const HOSTILE =
  '\u001b[2J\u001b]0;owned\u0007\u202egpj.exe\u202c <script>alert(1)</script> ]]> `x` | @everyone [a](javascript:alert(1)) \u0000\u200b"\'&';

const toolsList = JSON.stringify({
  jsonrpc: '2.0',
  id: 2,
  result: {
    tools: [
      { name: 'e cho', description: `Echoes. ${HOSTILE}`, inputSchema: { type: 'object', properties: {} } },
      { name: '日本語ツール', description: 'x'.repeat(400), inputSchema: { type: 'array' } },
    ],
  },
});

/** Figures in the shapes that load, drift, dlp and access give theirs. */
const measures: Report['measures'] = {
  load: {
    phases: [
      {
        name: HOSTILE,
        figures: {
          requests: 671,
          perSecond: 423.505,
          latency: { count: 671, p50: 1.28, p95: 110.079, p99: 172.031 },
          histogram: [
            [0.4, 90],
            [0.8, 147],
            [1.6, 0],
            [409.6, 2],
          ],
          seconds: [
            { count: 435, errors: 0, worstMs: 120 },
            { count: 236, errors: 1, worstMs: 212.8 },
          ],
        },
      },
    ],
  },
  drift: {
    changes: [
      {
        key: 'tool:status:description',
        class: 'wording',
        before: 'Says whether all is well.',
        after: HOSTILE,
        words: [
          { kind: 'same', text: 'Says ' },
          { kind: 'removed', text: 'whether all is well.' },
          { kind: 'added', text: HOSTILE },
        ],
      },
      {
        key: 'tool:plan',
        class: 'breaking',
        before: { type: 'object', properties: { a: { type: 'string', description: 'x'.repeat(80) } } },
      },
    ],
  },
  access: { alice: { search: 'ok', drop: 'leaked' }, [HOSTILE]: { search: 'ok', drop: 'ok' } },
};

const secondRun = {
  revision: '2026-07-28',
  era: 'per-request',
  transport: 'streamable-http',
  server: { name: `sample ${HOSTILE}`, version: '1.2.3' },
  capabilities: {},
} as const;

const nameFinding = finding('e cho', {
  got: 'the name "e cho" holds a space',
  want: 'letters, digits, "_", "-" and "." only',
  severity: 'high',
});

/** Every outcome, several suites, waived results, hostile texts, many findings, an excerpt that is an event stream. */
export const fullReport = (): Report => {
  const base = reportOf([
    result('conformance/tools/name-charset', {
      outcome: 'fail',
      seen: 2,
      findings: [
        nameFinding,
        finding(HOSTILE, {
          got: HOSTILE,
          want: HOSTILE,
          at: [{ exchange: 'e2', pointer: '/result/tools/0/description' }],
        }),
      ],
      card: {
        requirements: ['tools.name-format'],
        title: 'Tool names use only the characters that the specification allows',
      },
    }),
    result('conformance/tools/name-charset', {
      outcome: 'fail',
      seen: 2,
      revision: '2026-07-28',
      transport: 'streamable-http',
      findings: [nameFinding],
      card: {
        requirements: ['tools.name-format'],
        title: 'Tool names use only the characters that the specification allows',
      },
    }),
    result('conformance/tools/schema-object', {
      outcome: 'warn',
      seen: 2,
      findings: Array.from({ length: 7 }, (_, index) =>
        finding(`tool-${index}`, {
          at: [{ exchange: 'e2', pointer: '/result/tools/1/inputSchema/missing' }],
          severity: 'low',
        }),
      ),
      card: { level: 'should' },
    }),
    result('conformance/ping/answered', { seen: 3 }),
    result('conformance/broken/judge', { outcome: 'error', seen: 0 }),
    result('conformance/resources/listed', {
      outcome: 'skip',
      seen: 0,
      reason: { kind: 'not-declared', note: 'the server declares no resources' },
    }),
    result('conformance/tools/call-shape', {
      outcome: 'skip',
      seen: 0,
      reason: { kind: 'blocked', note: 'conformance/tools/name-charset failed: tools/list gave nothing usable' },
    }),
    result('conformance/http/origin', {
      outcome: 'fail',
      revision: '2026-07-28',
      transport: 'streamable-http',
      seen: 1,
      findings: [
        finding('origin', {
          at: [{ exchange: 'e9' }],
          got: 'HTTP 200 to a foreign Origin',
          want: 'HTTP 403',
          severity: 'critical',
        }),
      ],
      card: {
        tags: ['owasp:MCP07'],
        fix: 'Compare the Origin header with an allow list before anything else and answer 403 where it is not on it.',
      },
    }),
    result('poison/text/hidden', {
      outcome: 'fail',
      seen: 2,
      findings: [
        finding('e cho', {
          severity: 'critical',
          got: 'an escape sequence in a description',
          want: 'plain text',
          at: [{ exchange: 'e2', pointer: '/result/tools/0/description' }],
        }),
      ],
      card: { url: '', tags: ['owasp:MCP03'] },
    }),
    result('contract/calls/echo', {
      outcome: 'fail',
      seen: 1,
      findings: [finding('echo')],
      waived: 'until 2026-12-31 by ana@example.com: fixed in 2.0',
    }),
    result('dlp/results/clean', { seen: 12 }),
  ]);
  return {
    ...base,
    target: { kind: 'stdio', label: `node server.js --name ${HOSTILE}` },
    runs: [...base.runs, secondRun],
    measures,
    faults: [{ stage: 'judge', where: 'conformance/broken/judge', message: `TypeError: ${HOSTILE}` }],
    excerpts: {
      e2: { sent: '{"jsonrpc":"2.0","id":2,"method":"tools/list","params":{}}', received: toolsList },
      e9: {
        sent: 'POST /mcp HTTP/1.1\nOrigin: https://evil.example\n\n{"jsonrpc":"2.0","id":9,"method":"ping"}',
        received:
          'HTTP/1.1 200 OK\ncontent-type: text/event-stream\n\nevent: message\ndata: {"jsonrpc":"2.0","id":9,"result":{}}',
      },
    },
  };
};

export const cleanReport = (): Report => reportOf([result('conformance/ping/answered'), result('dlp/results/clean')]);

export const unreachableReport = (): Report =>
  reportOf([], {
    runs: [],
    faults: [
      { stage: 'connect', where: 'node server.js', message: 'the program ended with code 1 before it answered' },
    ],
    exitCode: 3,
  });
