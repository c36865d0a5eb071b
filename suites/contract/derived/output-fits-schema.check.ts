// An outputSchema is a promise about every successful call, whatever its arguments.

import { succeeded } from '../../generation/calls.ts';
import { check } from '../../kernel/check.ts';
import { at, judgeEach, member } from '../../kernel/look.ts';
import { derivedCalls, oncePerKey } from '../derived-calls.ts';

export default check({
  title: 'Results of generated calls fit the outputSchema',
  level: 'must',
  revisions: { since: '2025-06-18' },
  requirements: ['tools.structured-conforms', 'tools.structured-content-conforms', 'tools.structured-content-present'],
  why: 'Clients validate structuredContent against outputSchema and drop the result where it does not fit.',
  fix: 'Make the result from the same type as the schema, optional members and empty lists included.',
  touch: 'probing',
  enabledBy: { allow: true },
  needs: { derivedCalls },
  judge: ({ derivedCalls: { calls } }) =>
    oncePerKey(
      judgeEach(
        calls.filter(({ subject, exchange }) => subject.output !== undefined && succeeded(exchange) !== undefined),
        ({ subject, exchange }) => {
          const value = member(succeeded(exchange), 'structuredContent');
          const key = `${subject.name}.output`;
          if (value === undefined)
            return {
              at: [at(exchange, 'result')],
              got: `${subject.name}: no structuredContent`,
              want: 'structuredContent',
              key,
            };
          const [first] = subject.output?.violations(value) ?? [];
          if (first === undefined) return undefined;
          const got = `${subject.name}: structuredContent${first.at} ${first.message}`;
          return { at: [at(exchange, 'result', 'structuredContent')], got, want: 'what outputSchema allows', key };
        },
        'no callable tool with an outputSchema succeeded',
      ),
    ),
});
