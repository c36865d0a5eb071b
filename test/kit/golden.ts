// Compares a text with its golden file; `npx vitest run -u` writes golden files anew.

import { expect } from 'vitest';

export async function golden(name: string, text: string): Promise<void> {
  await expect(text).toMatchFileSnapshot(`../golden/${name}`);
}
