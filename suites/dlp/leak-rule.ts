// The shape that rules on leaks share: some of the leaks of a recording, by kind and by where they came out.

import type { Check, Severity } from '../kernel/check.ts';
import { ALL } from '../kernel/revision.ts';
import type { Leak } from './leaks.ts';
import { findingsOf, leaks } from './leaks.ts';

export const OWASP = 'https://owasp.org/www-project-mcp-top-10/';

const needs = { leaks };

export interface LeakRule {
  readonly title: string;
  readonly level: Check['level'];
  readonly why: string;
  readonly fix: string;
  readonly tags?: readonly string[];
  readonly severity?: Severity;
  readonly applies?: Check<typeof needs>['applies'];
  readonly of: (leak: Leak) => boolean;
}

export function leakRule({ of, applies, ...rule }: LeakRule): Check<typeof needs> {
  return {
    ...rule,
    revisions: ALL,
    requirements: [],
    url: () => OWASP,
    tags: rule.tags ?? ['owasp:MCP01', 'owasp:MCP10'],
    touch: 'passive',
    needs,
    ...(applies === undefined ? {} : { applies }),
    judge: ({ leaks: found }) => ({
      seen: found.read,
      findings: findingsOf(found.leaks.filter(of), rule.title),
      note: 'the target said nothing',
    }),
  };
}

/** Tools that say they show the environment: what they show was asked for. */
const SHOWS_ENVIRONMENT =
  /environment variables|\benv(?:ironment)?\b.{0,20}\b(?:dump|print|show|list|vars?)|\b(?:dump|get|print|show|list)[_ -]?env/iu;

export const showsEnvironment = (tool: unknown, name: string, description: string): boolean =>
  tool !== undefined && SHOWS_ENVIRONMENT.test(`${name} ${description}`);
