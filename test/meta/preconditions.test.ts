// A skip says what would end it: a capability that is not declared, or a line of configuration; and what is named is judged.
import { describe, expect, test } from 'vitest';
import type { Features } from '../../fixtures/good/behaviour.ts';
import { serveHttp } from '../../fixtures/good/http/serve.ts';
import { createGoodServer } from '../../fixtures/good/server.ts';
import { run } from '../../runner/engine/run.ts';
import type { AuditOptions } from '../../runner/options.ts';
import type { JsonObject, KnownCall } from '../../suites/kernel/recording.ts';
import type { Report, Result } from '../../suites/kernel/report.ts';
import { streamsOf } from '../kit/good.ts';

const TOOLS_ALONE: Partial<Features> = {
  resources: false,
  prompts: false,
  completions: false,
  logging: false,
  tasks: false,
  listChanged: false,
  subscribe: false,
};

/** What the operator could write, or type. */
const LINE = /\b(?:known|allow): \[|\btokens: \{|--[a-z]+|\bassay [a-z]+/u;

/** Facts of the target, or of where it listens: no configuration would give these rules anything to judge. */
const FACTS: readonly RegExp[] = [
  /^the target asks for no Bearer token$/u,
  /^the target serves this without a token$/u,
  /^the server listens for this machine alone$/u,
  /^the (?:target|server) cancelled (?:nothing|no request of its own)$/u,
  /^the target sent no pings$/u,
  /^no prompt argument or template variable is listed$/u,
  /^no listed item to name$/u,
  /^no (?:_meta|key|trace context)\b.* was sent\b/u,
  /^the server (?:issues a session id|replays no events|attaches no event ids, or issues no session id)$/u,
  /^no connection was closed before its response$/u,
  /^the server serves (?:both eras|older revisions too|clients of revisions that had no such header)$/u,
  /^judged where the target speaks 2025-11-25$/u,
];

const CAPABILITY = /\bdeclares? (?:no|neither)\b|\bnot declared?\b|\bis (?:declared|advertised)\b/u;

const call = (property: string, name: string, args: JsonObject = {}, meta?: JsonObject): Omit<KnownCall, 'source'> => ({
  property,
  method: 'tools/call',
  params: { name, arguments: args, ...(meta === undefined ? {} : { _meta: meta }) },
});

/** A call of the good server for each property that one of its tools has. */
const NAMED = [
  call('emits-progress', 'wait', { milliseconds: 400, steps: 4 }),
  call('emits-log', 'log_levels'),
  call('elicits', 'ask_name'),
  call('elicits', 'open_page'),
  call('elicits', 'link_account'),
  call('samples', 'summarise', { text: 'One sentence.' }),
  call('lists-roots', 'show_roots'),
  call('input-required', 'ask_name'),
  call('input-required', 'review'),
  call('creates-task', 'build_report', { milliseconds: 1_000 }),
  call('creates-task', 'engrave'),
  call('creates-task', 'render_video'),
  call('image-content', 'show_media'),
  call('structured-content', 'plan_route', { region: 'north' }),
  call('changes-list', 'change_lists', { list: 'tools' }),
  call('changes-resource', 'write_note', {}, { uri: 'notes://today' }),
  call('ends-subscription', 'end_subscriptions'),
];

/** No tool of the good server has what these want; the proof of each names a call that does. */
const NOT_HERE = new Set(
  [
    'sampling/tool-loop-ends',
    'sampling/tool-result-structured',
    'sampling/tool-results-alone',
    'sampling/tool-use-balanced',
    'progress/own-tokens',
    'cancellation/tasks-not-by-cancelled',
    // These look at what other rules had announced, and those are not all asked again here.
    'schema/list-changed-notifications',
    'schema/resource-updated-notification',
    // Takes as long as a client could be expected to wait.
    'lifecycle/server-request-timeout',
    'tasks/error-passed-on',
    'tasks/failed-says-why',
    'tasks/tool-error-means-failed',
    'tasks/input-keys-unique',
    'tasks/open-inputs-stay',
    'tasks/waiting-shows-inputs',
    'tasks/progress-token-kept',
    // Over HTTP the change is for everybody: two rules that change the list at once may undo each other.
    'tools/list-changed-sent',
    'prompts/list-changed-sent',
    'prompts/list-changed-notified',
    'resources/list-changed-sent',
    'resources/list-changed-notified',
  ].map((id) => `conformance/${id}`),
);

const PROPERTIES_NAMED = new Set(NAMED.map(({ property }) => property));

/** The newest revision of each era; no tool may be called but those that are named. */
async function auditOver(
  transport: 'stdio' | 'http',
  features: Partial<Features>,
  more: AuditOptions = {},
): Promise<Report> {
  const options: AuditOptions = { suites: ['conformance'], calls: 'none', seed: 1, timeoutMs: 8000, ...more };
  if (transport === 'stdio') return run(streamsOf({ features }), options);
  const served = await serveHttp(createGoodServer({ features }), { port: 0 });
  try {
    return await run({ kind: 'http', url: served.url }, options);
  } finally {
    await served.close();
  }
}

const nothingSeen = ({ results }: Report): readonly Result[] =>
  results.filter(({ reason }) => reason?.kind === 'nothing-to-judge');

const note = ({ reason }: Result): string => reason?.note ?? '';
const place = ({ rule, revision }: Result): string => `${rule.id} ${revision}`;

describe.each(['stdio', 'http'] as const)('over %s', (transport) => {
  test('each skip on a server with tools alone names a capability, a line of configuration, or a fact', async () => {
    const skips = nothingSeen(await auditOver(transport, TOOLS_ALONE));
    const mute = skips.filter((skip) => [LINE, CAPABILITY, ...FACTS].every((pattern) => !pattern.test(note(skip))));
    expect(mute.map((skip) => `${place(skip)}: ${note(skip)}`)).toEqual([]);
    expect(skips.filter((skip) => LINE.test(note(skip))).length).toBeGreaterThan(20);
  });

  test('what the line asks for is enough', async () => {
    const before = nothingSeen(await auditOver(transport, {})).filter((skip) => {
      const property = /known: \[\{ property: (?<name>[a-z-]+)/u.exec(note(skip))?.groups?.['name'];
      return property !== undefined && PROPERTIES_NAMED.has(property) && !NOT_HERE.has(skip.rule.id);
    });
    expect(before.length).toBeGreaterThan(40);
    const rules = [...new Set(before.map(({ rule }) => rule.id))];
    const report = await auditOver(transport, {}, { known: NAMED, rules });
    const after = new Map(report.results.map((result) => [place(result), result]));
    const unmoved = before.flatMap((skip) => {
      const result = after.get(place(skip));
      return result === undefined || result.outcome === 'skip' || result.outcome === 'error'
        ? [`${place(skip)}: ${result?.reason?.note ?? result?.outcome ?? 'no verdict'}`]
        : [];
    });
    expect(unmoved).toEqual([]);
  });
});
