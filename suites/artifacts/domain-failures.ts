// Valid calls that ask for what does not exist (a path, an id, an address): what a tool that looks things up refuses.

import { artifact } from '../kernel/check.ts';
import { isObject, member } from '../kernel/look.ts';
import type { Exchange, Json, JsonObject } from '../kernel/recording.ts';
import { exampleArguments } from './example-value.ts';
import { text } from './listing.ts';
import type { Listed } from './listing.ts';
import { knownCalls } from './known-calls.ts';
import { CALL_PATIENCE, taskOnly, toolCalls } from './safe-calls.ts';

const LIMIT = 4;
const MISSING = 'assay-no-such-thing-7f3a';
const LOOKED_UP = /path|file|dir|uri|url|id$|name|key|slug|ref/iu;

/** Arguments with every free string that names something set to what does not exist. */
function askForNothing(tool: Listed): JsonObject | undefined {
  const schema = member(tool.value, 'inputSchema');
  const properties = member(schema, 'properties');
  const made: Record<string, Json> = { ...exampleArguments(schema).value };
  let changed = false;
  for (const [name, property] of Object.entries(isObject(properties) ? properties : {})) {
    const free = isObject(property) && property['type'] === 'string' && property['enum'] === undefined;
    if (!free || property['pattern'] !== undefined || property['format'] !== undefined || !LOOKED_UP.test(name))
      continue;
    made[name] = /path|file|dir/iu.test(name) ? `/${MISSING}/${MISSING}` : MISSING;
    changed = true;
  }
  return changed ? made : undefined;
}

export const domainFailures = artifact<readonly Exchange[]>({
  id: 'domain-failures',
  after: [toolCalls, knownCalls],
  declared: (capabilities) => isObject(member(capabilities, 'tools')),
  gather: async (session, views) => {
    const configured = views(knownCalls)
      .find('fails-in-tool', 'tools/call')
      .filter((call) => call.source === 'config')
      .map((call) => call.params);
    const made = views(toolCalls)
      .callable.filter((tool) => !taskOnly(tool))
      .flatMap((tool) => {
        const args = askForNothing(tool);
        return args === undefined ? [] : [{ name: text(tool, 'name') ?? '', arguments: args }];
      });
    await Promise.all(
      [...configured, ...made.slice(0, LIMIT)].map((params) =>
        session.request('tools/call', params, { timeout: CALL_PATIENCE }),
      ),
    );
  },
  read: (recording) =>
    recording.exchanges.filter(
      (exchange) => exchange.by === 'artifact:domain-failures' && exchange.method === 'tools/call',
    ),
});
