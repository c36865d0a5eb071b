// One dialect for all: what 2025-11-25 recommends, so that clients need no second validator.

import { text } from '../../artifacts/listing.ts';
import { tools } from '../../artifacts/tools.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief, isObject, member, pointer } from '../../kernel/look.ts';

const RECOMMENDED = /^https?:\/\/json-schema\.org\/draft\/2020-12\/schema#?$/u;

export default check({
  title: 'Tool schemas use JSON Schema 2020-12',
  // A recommendation; common SDKs declare draft-07 on every tool, and clients cope.
  level: 'advice',
  revisions: { since: '2025-11-25', until: '2025-11-25' },
  requirements: ['tools.schema-dialect-recommended'],
  why: 'Every implementation must support 2020-12 and may support others; a schema in another dialect is judged by its own rules by some clients and refused by others.',
  fix: 'Generate the schemas for 2020-12, or leave `$schema` out, which means the same.',
  touch: 'passive',
  needs: { tools },
  judge: ({ tools: list }) => {
    const byDialect = new Map<string, Finding>();
    let seen = 0;
    for (const item of list.items)
      for (const name of ['inputSchema', 'outputSchema']) {
        const schema = member(item.value, name);
        if (!isObject(schema)) continue;
        seen += 1;
        const named = schema['$schema'];
        if (named === undefined || (typeof named === 'string' && RECOMMENDED.test(named))) continue;
        const key = brief(named, 80);
        // One finding a dialect: a generator sets it for all tools alike.
        if (!byDialect.has(key))
          byDialect.set(key, {
            at: [{ ...item.where, pointer: `${item.where.pointer ?? ''}${pointer(name, '$schema')}` }],
            got: `${key} (${text(item, 'name') ?? 'a tool'})`,
            want: 'https://json-schema.org/draft/2020-12/schema, or no $schema',
            key,
          });
      }
    return { seen, findings: [...byDialect.values()], note: 'no tool is listed' };
  },
});
