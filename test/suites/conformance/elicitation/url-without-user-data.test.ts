import rule from '../../../../suites/conformance/elicitation/url-without-user-data.check.ts';
import { changesQuestion } from '../asked.ts';
import { prove } from '../../../kit/prove.ts';

const url = (address: string) =>
  changesQuestion('elicitation/create', (params) => {
    if (params.mode === 'url') params.url = address;
  });

prove(rule, {
  options: { allow: ['open_page'] },
  faults: {
    'an e-mail address': { fault: url('https://example.com/connect?email=user%40example.com') },
    'a password in front of the host': { fault: url('https://user:pass@example.com/connect') },
  },
  stillGood: {
    'the parameters of OAuth': { fault: url('https://example.com/authorize?client_id=a&state=b&code_challenge=c') },
  },
});
