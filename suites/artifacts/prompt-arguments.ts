// The arguments that a listed prompt declares.

import { member } from '../kernel/look.ts';

export interface PromptArgument {
  readonly name: string;
  readonly required: boolean;
}

/** The arguments a prompt declares; entries without a name are left out. */
export function promptArguments(prompt: { readonly value: unknown }): readonly PromptArgument[] {
  const declared = member(prompt.value, 'arguments');
  if (!Array.isArray(declared)) return [];
  return declared.flatMap((argument: unknown) => {
    const name = member(argument, 'name');
    return typeof name === 'string' ? [{ name, required: member(argument, 'required') === true }] : [];
  });
}
