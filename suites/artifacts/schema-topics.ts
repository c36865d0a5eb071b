// Which rule answers for which shape: each violation belongs to the innermost shape around it that a topic claims.

import type { Finding, Judged } from '../kernel/check.ts';
import type { FoundViolation, SchemaViolations } from './schema-violations.ts';
import { placeOf } from './messages.ts';

/** Shapes of each topic; names are those of `suites/schema/revisions`. A topic is one rule. */
const TOPICS = {
  'initialize-result': ['InitializeResult'],
  'discover-result': ['DiscoverResult'],
  implementation: ['Implementation'],
  'server-capabilities': ['ServerCapabilities'],
  error: ['Error', 'HeaderMismatch', 'MissingCapability', 'UnsupportedVersion'],
  'result-object': ['Result'],
  'list-tools-result': ['ListToolsResult'],
  'tool-definition': ['Tool', 'ToolSchema', 'OutputSchema'],
  'tool-annotations': ['ToolAnnotations'],
  'call-tool-result': ['CallToolResult'],
  'content-kinds': ['ContentBlock'],
  'content-blocks': ['TextContent', 'ImageContent', 'AudioContent', 'EmbeddedResource', 'ResourceLink'],
  annotations: ['Annotations'],
  icons: ['Icon'],
  'list-resources-result': ['ListResourcesResult', 'Resource'],
  'list-resource-templates-result': ['ListResourceTemplatesResult', 'ResourceTemplate'],
  'read-resource-result': ['ReadResourceResult'],
  'list-prompts-result': ['ListPromptsResult', 'Prompt', 'PromptArgument'],
  'get-prompt-result': ['GetPromptResult', 'PromptMessage'],
  'complete-result': ['CompleteResult'],
  'log-notification': ['LogParams'],
  'progress-notification': ['ProgressParams'],
  'cancelled-notification': ['CancelledParams'],
  'resource-updated-notification': ['UpdatedParams'],
  'acknowledged-notification': ['AcknowledgedParams'],
  'listen-result': ['ListenResult'],
  'create-message-request': ['CreateMessageParams', 'SamplingInput', 'SamplingMessage', 'SamplingContent'],
  'list-roots-request': ['RootsInput'],
  'elicit-request': ['ElicitParams', 'ElicitationInput'],
  'elicitation-properties': ['PrimitiveSchema'],
  'elicitation-complete-notification': ['ElicitationCompleteParams'],
  'url-elicitation-required-error': ['UrlElicitationRequired'],
  'create-task-result': ['CreateTaskResult'],
  'task-results': ['TaskResult', 'ListTasksResult'],
  'task-status-notification': ['TaskStatusParams'],
  'input-required-result': ['InputRequiredResult'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Topic = keyof typeof TOPICS;

const CLAIMS: ReadonlyMap<string, Topic> = new Map(
  Object.entries(TOPICS).flatMap(([topic, shapes]) => shapes.map((shape) => [shape, topic as Topic] as const)),
);

/** The topic a violation belongs to; `undefined` for those of the envelope. */
export function topicOf(violation: { readonly within: readonly string[] }): Topic | undefined {
  const claimed = violation.within.findLast((shape) => CLAIMS.has(shape));
  return claimed === undefined ? undefined : CLAIMS.get(claimed);
}

/** Every shape that some topic claims. */
export const claimedShapes = (): readonly string[] => [...CLAIMS.keys()];

export const shapesOf = (topic: Topic): readonly string[] => TOPICS[topic];

/** Places shown for one kind of violation; more of the same say nothing new. */
const PLACES = 8;

export interface TopicOptions {
  /** Whether this rule answers for a violation of its topic; default `ownShape`. */
  readonly keep?: (violation: FoundViolation) => boolean;
  readonly note?: string;
}

/** Members of results that rules of their own judge: the type of the result, caching hints, `_meta`. */
const ELSEWHERE: ReadonlySet<string | undefined> = new Set(['resultType', 'ttlMs', 'cacheScope', '_meta']);

/** Tasks have a `ttlMs` of their own. */
const aboutTask = (within: readonly string[]): boolean => within.some((shape) => shape.includes('Task'));

/**
 * What a shape rule answers for. How a URI or a template is written is asked by the rules on resources, Base64 and
 * members of all results by rules of their own, and so is a result that is no object at all.
 */
export const ownShape = ({ keyword, member, pointer, within }: FoundViolation): boolean =>
  keyword !== 'format' &&
  !(pointer === '/result' && keyword === 'type') &&
  !(within.length === 1 && ELSEWHERE.has(member) && !aboutTask(within));

/** Violations of a topic as findings, one for each kind. */
export function judgeTopic(view: SchemaViolations, topic: Topic, options: TopicOptions = {}): Judged {
  const keep = options.keep ?? ownShape;
  const findings = findingsOf(view.all.filter((violation) => topicOf(violation) === topic && keep(violation)));
  const seen = view.of(...shapesOf(topic)).length;
  return { seen, findings, note: options.note ?? `no ${shapesOf(topic).join(' or ')} was seen` };
}

/** Violations of one kind (shape, member, keyword) become one finding with some of their places. */
export function findingsOf(violations: readonly FoundViolation[]): readonly Finding[] {
  const kinds = new Map<string, FoundViolation[]>();
  for (const violation of violations) {
    const key = [violation.within.at(-1), violation.member, violation.keyword].filter(Boolean).join('.');
    const list = kinds.get(key);
    if (list === undefined) kinds.set(key, [violation]);
    else list.push(violation);
  }
  return [...kinds].map(([key, list]) => {
    const [first] = list as [FoundViolation];
    const more = list.length > 1 ? ` (and ${list.length - 1} more of the kind)` : '';
    return {
      at: list.slice(0, PLACES).map((violation) => placeOf(violation.found, violation.pointer)),
      got: `${first.got}${more}`,
      want: first.want,
      key,
    };
  });
}
