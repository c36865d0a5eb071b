// Escapes that repaint a terminal, and text that only talks about them.

import rule from '../../../../suites/poison/terminal/escape-sequences.check.ts';
import { prove } from '../../../kit/prove.ts';
import { described } from '../described.ts';

prove(rule, {
  faults: {
    'a colour that hides': described('Adds numbers.\u001b[8m and more\u001b[0m'),
    'a line that is erased': described('Adds numbers.\u001b[2K\u001b[1A'),
    'the eight-bit introducer': described('Adds numbers.\u009b31mred'),
    'a link of a terminal': described('See \u001b]8;;https://evil.invalid\u001b\\docs\u001b]8;;\u001b\\'),
    'letters taken back': described('Safe\b\b\b\bRisky \u0000 tool\u0001 with shown <!-- text -->'),
  },
  stillGood: {
    'tabs and line breaks': described('Adds numbers.\r\n\tArguments:\r\n\ta, b'),
    'escapes that are spelled': described('Strips sequences such as \\x1b[31m and \\u001b[0m from a log.'),
  },
});
