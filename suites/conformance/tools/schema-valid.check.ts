// A schema that is no valid JSON Schema: some clients throw, others let every argument pass.

import { text } from '../../artifacts/listing.ts';
import type { Listed } from '../../artifacts/listing.ts';
import { faultsUnderAny, namedDialect, schemaFaults } from '../../artifacts/schema-faults.ts';
import type { SchemaFault } from '../../artifacts/schema-faults.ts';
import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief, isObject, member, pointer } from '../../kernel/look.ts';
import { ALL, type Revision } from '../../kernel/revision.ts';

/** From 2025-11-25 a schema without `$schema` is 2020-12; before, no dialect was fixed. An unknown dialect is not judged. */
function faultsOf(schema: unknown, revision: Revision): readonly SchemaFault[] {
  const named = namedDialect(schema);
  if (named === 'unknown') return [];
  if (named !== undefined) return schemaFaults(schema, named);
  return revision >= '2025-11-25' ? schemaFaults(schema, '2020-12') : faultsUnderAny(schema);
}

function findingOf(item: Listed, name: string, fault: SchemaFault): Finding {
  return {
    at: [{ ...item.where, pointer: `${item.where.pointer ?? ''}${pointer(name, ...fault.path)}` }],
    got: `${['', ...fault.path].join('/')} is ${fault.got}`,
    want: fault.want,
    key: `${brief(text(item, 'name') ?? '', 60)} ${name}`,
  };
}

export default check({
  title: 'Tool schemas are valid JSON Schema',
  level: 'must',
  revisions: ALL,
  // Before 2025-11-25 that follows from the name of the thing alone.
  levels: { '2024-11-05': 'should', '2025-03-26': 'should', '2025-06-18': 'should' },
  requirements: ['tools.input-schema-valid-dialect', 'tools.input-schema-is-json-schema', 'schema.tool-schemas-valid'],
  why: 'Clients compile the schema to check arguments and results; one that does not compile takes the tool, or the whole list, with it.',
  fix: 'Correct the keyword named in the finding; name the dialect in `$schema` where it is not 2020-12.',
  touch: 'passive',
  needs: { tools },
  judge: ({ tools: list }, { recording }) => {
    const findings: Finding[] = [];
    let seen = 0;
    for (const item of list.everywhere())
      for (const name of ['inputSchema', 'outputSchema']) {
        const schema = member(item.value, name);
        if (!isObject(schema)) continue;
        seen += 1;
        const [fault] = faultsOf(schema, recording.revision);
        if (fault !== undefined) findings.push(findingOf(item, name, fault));
      }
    return { seen, findings, note: 'no tool with a schema is listed' };
  },
});
