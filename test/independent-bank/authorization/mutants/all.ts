// The whole bank, each fault under its entry.

import type { Mutant } from '../audit.ts';
import { CHALLENGES } from './challenges.ts';
import { EXPOSED } from './exposed.ts';
import { METADATA } from './metadata.ts';
import { SCOPES } from './scopes.ts';
import { SESSIONS } from './sessions.ts';
import { TOKENS } from './tokens.ts';

export const mutants: readonly Mutant[] = [...TOKENS, ...CHALLENGES, ...METADATA, ...SCOPES, ...SESSIONS, ...EXPOSED];

export const label = ({ id, what, era }: Mutant): string => `${id} | ${what} | ${era}`;
