import rule from '../../../../suites/access/injection/shell.check.ts';
import { EXPOSED, SOUND } from '../../../../fixtures/exposed/tools.ts';
import { prove } from '../../../kit/prove.ts';
import { ACTIVE, having } from '../injection-proof.ts';

prove(rule, {
  options: ACTIVE,
  server: { onlyTools: ['echo'] },
  faults: {
    'a bare argument': having(EXPOSED.shellBare),
    'an argument in single quotes': having(EXPOSED.shellSingle, ['stdio']),
    'an argument in double quotes': having(EXPOSED.shellDouble, ['stdio']),
    'output in an error alone': having(EXPOSED.shellErrors, ['stdio']),
    'no output at all': having(EXPOSED.shellSilent, ['stdio']),
  },
  stillGood: {
    'a tool that runs commands on purpose': having(SOUND.shellMeant, ['stdio']),
    'a program without a shell': having(SOUND.program, ['stdio']),
  },
});
