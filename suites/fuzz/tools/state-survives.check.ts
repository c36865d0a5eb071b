// One odd call must not take a tool away from the calls that follow it.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at, ending } from '../../kernel/look.ts';
import { ALL } from '../../kernel/revision.ts';
import { campaign } from '../campaign.ts';
import { shown } from '../findings.ts';
import { STATE } from '../state.ts';
import { succeeded, textOf, toolOf } from '../../generation/calls.ts';

export default check({
  title: 'A tool works after an odd call as it did before',
  level: 'must',
  revisions: ALL,
  requirements: [],
  why: 'A session that one refused or unusual call leaves broken fails every step of an agent after it.',
  fix: 'Check arguments before anything is changed, and undo or release what a failed call began.',
  touch: 'heavy',
  needs: { campaign },
  judge: (views) => {
    const { all, note } = views.campaign;
    const findings: Finding[] = [];
    for (const [i, before] of all.entries()) {
      if (before.tag !== STATE[0] || succeeded(before) === undefined) continue;
      const rest = all.slice(i + 1).filter((one) => one.lane === before.lane);
      const [call, after] = rest;
      if (call?.tag !== STATE[1] || after?.tag !== STATE[2] || succeeded(after) !== undefined) continue;
      const said = textOf(after);
      findings.push({
        at: [at(call), at(after)],
        got: `${toolOf(call) ?? ''} with ${shown({ exchange: call })}; then the call that worked before gave ${said === '' ? ending(after) : said.slice(0, 80)}`,
        want: 'the same kind of answer to the same call',
        key: `${toolOf(call) ?? ''}.state`,
      });
    }
    const seen = all.filter((one) => one.tag === 'canary' || one.tag === STATE[2]).length;
    return { seen, findings, note: seen === 0 ? 'no tool that may be called has a call that succeeds' : note };
  },
});
