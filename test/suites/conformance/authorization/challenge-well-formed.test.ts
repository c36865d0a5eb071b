import { expect, test } from 'vitest';
import rule, { isWellFormed } from '../../../../suites/conformance/authorization/challenge-well-formed.check.ts';
import { GUARDED, guarded } from '../guarded.ts';
import { prove, where } from '../../../kit/prove.ts';

const says = (challenge: string) => where({}, guarded({ challenge: () => challenge }));

prove(rule, {
  ...GUARDED,
  faults: {
    'no commas': says('Bearer realm="mcp" error="invalid_token" scope="mcp"'),
    'a quote that does not end': says('Bearer error="invalid_token, scope=mcp'),
    'a url without quotes': says('Bearer resource_metadata=https://mcp.example.com/metadata'),
  },
  stillGood: {
    'a scheme alone': says('Bearer'),
    'plain words': says('Bearer error=invalid_token, scope=mcp'),
    'two challenges': says('Bearer realm="mcp", Basic realm="mcp"'),
    'spaces around the sign': says('Bearer realm = "mcp" , error="invalid_token",'),
  },
});

test.each([
  ['Negotiate YWJj=', true],
  ['Bearer realm="a \\"b\\" c"', true],
  ['bearer,Basic realm="x"', true],
  ['', false],
  ['Bearer realm="x" "y"', false],
])('%s', (value, good) => {
  expect(isWellFormed(value)).toBe(good);
});

test('takes no longer for what is made to take long', () => {
  expect(isWellFormed(`Bearer ${'a=b , '.repeat(600)}"`)).toBe(false);
});
