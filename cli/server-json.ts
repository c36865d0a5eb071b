// A `server.json` held against the registry's schema, and against the server that really answers.

import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { serverJsonSchema } from '../reporters/catalogue/server-json-schema.ts';
import { audit } from '../runner/api.ts';
import type { Target } from '../runner/target.ts';
import { isObject, member } from '../suites/kernel/look.ts';
import { CliError, EXIT } from './exit.ts';
import { connectProblem } from './connect-problem.ts';
import { packageFacts } from './package-facts.ts';

/** What the registry would refuse, in words. */
export function serverJsonComplaints(value: unknown): string[] {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const validate = ajv.compile(serverJsonSchema);
  if (validate(value)) return [];
  return [
    ...new Set(
      (validate.errors ?? []).map(
        ({ instancePath, message }) => `${instancePath === '' ? 'the file' : instancePath} ${message ?? ''}`,
      ),
    ),
  ];
}

const listOf = (value: unknown, key: string): readonly unknown[] => {
  const found = member(value, key);
  return Array.isArray(found) ? found : [];
};

/** Where the file says other than the server does. @throws CliError where nothing answers */
export async function liveComplaints(value: unknown, target: Target): Promise<string[]> {
  const report = await audit(target, { probes: false, rules: ['conformance/lifecycle/*'] });
  const problem = connectProblem(report, target);
  if (problem !== undefined) throw new CliError(problem.line, { code: EXIT.unjudged });
  const complaints: string[] = [];
  const differs = (what: string, said: unknown, seen: string): void => {
    if (typeof said === 'string' && said !== seen)
      complaints.push(`${what} is "${said}" in the file and "${seen}" on the server`);
  };
  differs('version', member(value, 'version'), report.runs[0]?.server.version ?? '');
  const transports = new Set(report.runs.map(({ transport }) => (transport === 'http-sse' ? 'sse' : transport)));
  if (target.kind === 'http') {
    const remote = listOf(value, 'remotes').find((one) => member(one, 'url') === target.url);
    if (remote === undefined) complaints.push(`remotes: none has the url of this target`);
    else if (!transports.has(String(member(remote, 'type')) as never))
      complaints.push(
        `remotes: the type is "${String(member(remote, 'type'))}" in the file, and the server speaks ${[...transports].join(', ')}`,
      );
  }
  const facts = packageFacts(target);
  if (facts !== undefined) {
    const named = listOf(value, 'packages').find((one) => member(one, 'identifier') === facts.identifier);
    if (named === undefined) complaints.push(`packages: none is ${facts.identifier}, which this target starts`);
    else if (facts.version !== undefined)
      differs(`the version of package ${facts.identifier}`, member(named, 'version'), facts.version);
  }
  return [
    ...complaints,
    ...publisherComplaints(
      value,
      report.runs.map(({ revision }) => revision),
    ),
  ];
}

/** Our own fields, where the file has them. */
function publisherComplaints(value: unknown, revisions: readonly string[]): string[] {
  const ours = member(member(value, '_meta'), 'io.modelcontextprotocol.registry/publisher-provided');
  const said = isObject(ours) ? ours['revisions'] : undefined;
  if (!Array.isArray(said)) return [];
  const missing = revisions.filter((revision) => !said.includes(revision));
  return missing.length === 0 ? [] : [`_meta: the server speaks ${missing.join(', ')} too; write the record anew`];
}
