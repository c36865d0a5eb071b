// Writes a drafted contract as YAML that people edit: long texts shortened by a variable, what to confirm as comments.

import { Document, isMap, isPair, isScalar, visit } from 'yaml';

import type { Contract } from '../../suites/contract/format.ts';

const HEAD = ` What the tools of this server must do. Drafted from their schemas: nothing here was tried.
 Each \`confirm\` names what a person must look at; remove the line once it is right.
 Members and matchers: assay contract schema`;

/** YAML, with a comment on top and an empty line before each tool. */
export function draftText(contract: Contract): string {
  const document = new Document(contract, { aliasDuplicateObjects: false });
  document.commentBefore = HEAD;
  visit(document, {
    Pair(_, pair) {
      if (
        isScalar(pair.key) &&
        isPair(pair) &&
        ['tools', 'malformed', 'oversized', 'errors'].includes(String(pair.key.value))
      )
        pair.key.spaceBefore = pair.key.value === 'tools';
    },
  });
  const tools: unknown = document.get('tools');
  if (isMap(tools))
    for (const [i, { key }] of tools.items.entries()) if (isScalar(key) && i > 0) key.spaceBefore = true;
  return document.toString({ lineWidth: 120 });
}
