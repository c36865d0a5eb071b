import rule from '../../../../suites/conformance/elicitation/not-for-own-authorization.check.ts';
import { changesQuestion } from '../asked.ts';
import { answerHttp, combine } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const page = (url: string) =>
  changesQuestion('elicitation/create', (params) => {
    if (params.mode === 'url') params.url = url;
  });

const METADATA = JSON.stringify({
  resource: 'https://mcp.example.com/mcp',
  authorization_servers: ['https://login.example.com'],
});

const published = answerHttp((request) => request.url?.startsWith('/.well-known/oauth-protected-resource') === true, {
  status: 200,
  headers: { 'Content-Type': 'application/json' },
  body: METADATA,
});

const LOGIN = 'https://login.example.com/authorize?response_type=code&client_id=x';

prove(rule, {
  options: { allow: ['open_page'] },
  faults: {
    'the login of its own authorization server, and no 401': combine(published, page(LOGIN)),
    'an authorization request for itself': combine(
      published,
      page('https://other.example.com/oauth?response_type=code&resource=https%3A%2F%2Fmcp.example.com%2Fmcp'),
    ),
  },
  stillGood: {
    'the login of a third party': combine(
      published,
      page('https://mail.example.com/authorize?response_type=code&client_id=x'),
    ),
  },
});
