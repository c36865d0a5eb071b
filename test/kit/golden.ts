// Compares a text with its golden file in test/golden; `npx vitest run -u` writes golden files anew.

import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

export async function golden(name: string, text: string): Promise<void> {
  await expect(text).toMatchFileSnapshot(fileURLToPath(new URL(`../golden/${name}`, import.meta.url)));
}
