// A mark that is no header name makes clients drop the tool.

import { mirroredParameters } from '../../artifacts/mirrored-parameters.ts';
import type { Mirrored } from '../../artifacts/mirrored-parameters.ts';
import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { brief } from '../../kernel/look.ts';

/** RFC 9110, section 5.1: 1*tchar. */
const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/u;

const problem = (mark: unknown): string | undefined => {
  if (typeof mark !== 'string') return 'a string';
  if (mark === '') return 'a name of at least one character';
  return TOKEN.test(mark) ? undefined : "an HTTP field name (RFC 9110: letters, digits, ! # $ % & ' * + - . ^ _ ` | ~)";
};

const finding = (one: Mirrored, got: string, want: string): Finding => ({
  at: [one.where],
  got,
  want,
  key: `${brief(one.tool, 60)} ${brief(one.parameter, 40)} ${want.slice(0, 12)}`,
});

export default check({
  title: 'x-mcp-header values are header names, different within a tool',
  level: 'must',
  revisions: { since: '2026-07-28' },
  requirements: ['tools.x-mcp-header-not-empty', 'tools.x-mcp-header-token', 'tools.x-mcp-header-unique'],
  why: 'Clients must leave a tool with an invalid mark out of their list: it cannot be called over HTTP.',
  fix: 'Use a name of header characters, once per tool whatever the case of its letters.',
  touch: 'passive',
  needs: { mirroredParameters },
  judge: (views) => {
    const findings: Finding[] = [];
    const used = new Map<string, Mirrored>();
    for (const one of views.mirroredParameters) {
      const want = problem(one.mark);
      if (want !== undefined) {
        findings.push(finding(one, brief(one.mark), want));
        continue;
      }
      const key = `${one.where.exchange} ${one.tool} ${String(one.mark).toLowerCase()}`;
      const before = used.get(key);
      if (before === undefined) used.set(key, one);
      else
        findings.push(
          finding(one, `${brief(one.mark)} beside ${brief(before.mark)}`, 'names that differ by more than case'),
        );
    }
    return { seen: views.mirroredParameters.length, findings, note: 'no tool mirrors parameters into headers' };
  },
});
