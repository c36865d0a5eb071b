// Writes docs/RULES.md from the rules: `npm run docs`. A test holds the file to what this makes.

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rulesDoc } from '../reporters/rules-doc.ts';
import { loadRules } from '../runner/engine/catalog.ts';
import { documented } from '../cli/commands/list-rules.ts';

const rules = await loadRules();
writeFileSync(fileURLToPath(new URL('../docs/RULES.md', import.meta.url)), rulesDoc(rules.map(documented)));
