import rule from '../../../../suites/conformance/elicitation/lists-without-page.check.ts';
import { error, instead } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const page = (method: string, data: object | undefined) =>
  instead(method, () => error(-32042, 'Log in first', data as never));

const LOGIN = {
  elicitations: [{ mode: 'url', elicitationId: 'login', url: 'https://shop.example/login', message: 'Log in' }],
};

prove(rule, {
  faults: {
    'a login before the tools': page('tools/list', LOGIN),
    'a login before the prompts': page('prompts/list', LOGIN),
  },
  stillGood: {
    'a page in a call': page('tools/call', LOGIN),
    'another use of the code': page('prompts/list', undefined),
  },
});
