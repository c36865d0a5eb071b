// What a server asks the person.

import { Refusal, type Handler } from '../server.ts';
import type { Mutant } from '../mutant.ts';
import { mutant, FULL, HTTP, FULL_HTTP, instead, tool, says, notice } from './plant.ts';
import { text, failed, form, page, everywhere, form1, urlRequired } from './tricks.ts';

export const elicitation: readonly Mutant[] = [
  mutant(
    'elicitation.no-sensitive-data',
    'api_key',
    form((params) => void (params.requestedSchema.properties = { api_key: { type: 'string' } })),
    { shape: 'full', newest: '2025-06-18' },
  ),
  mutant(
    'elicitation.form-no-secrets',
    'a password',
    form(
      (params) => void (params.requestedSchema.properties.password = { type: 'string', description: 'Your password' }),
    ),
    FULL,
  ),
  mutant(
    'elicitation.mode-supported',
    'url to all',
    tool('link_account', (right) => (args, work) => {
      work.connection.client['elicitation'] &&= { url: {} };
      return right(args, work);
    }),
    FULL,
  ),
  mutant(
    'elicitation.request-parameters',
    'no message',
    form((params) => void delete params.message),
    FULL,
  ),
  mutant(
    'elicitation.form-parameters',
    'no schema',
    form((params) => void delete params.requestedSchema),
    FULL_HTTP,
  ),
  mutant(
    'elicitation.url-parameters',
    'no id',
    page((params) => void delete params.elicitationId),
    FULL,
  ),
  mutant(
    'elicitation.url-valid',
    'relative',
    page((params) => void (params.url = '/link/me')),
    FULL,
  ),
  mutant(
    'elicitation.url-https',
    'http',
    page((params) => void (params.url = 'http://shop.example/link')),
    FULL,
  ),
  mutant(
    'elicitation.url-no-user-data',
    'an address',
    page((params) => void (params.url += '?email=user@example.com')),
    FULL,
  ),
  mutant(
    'elicitation.form-no-links',
    'a link',
    form((params) => void (params.message = 'See https://shop.example/help first')),
    FULL,
  ),
  mutant(
    'elicitation.complete-only-initiator',
    'to all sessions',
    (server) => {
      const right = server.calls['link_account'] as Handler;
      server.calls['link_account'] = (args, work) =>
        right(args, {
          ...work,
          notify: (method, params) => {
            work.notify(method, params);
            for (const one of server.connections) if (one !== work.connection) one.say(notice(method, params));
          },
        });
    },
    FULL_HTTP,
  ),
  mutant(
    'elicitation.complete-has-id',
    'a fresh id',
    says('notifications/elicitation/complete', (params) => void (params.elicitationId = crypto.randomUUID())),
    FULL,
  ),
  mutant('elicitation.error-32042-used', '-32001 with a URL', urlRequired(undefined, -32001), FULL),
  mutant(
    'elicitation.error-32042-only-for-url',
    'for a missing parameter',
    instead('tools/call', (right) => async (params, work) => {
      const result = await right(params, work);
      if (result?.isError === true && /missing/.test(JSON.stringify(result))) throw new Refusal(-32042, 'a is missing');
      return result;
    }),
    FULL,
  ),
  mutant('elicitation.error-32042-lists', 'the URL itself', urlRequired('https://shop.example/x'), FULL),
  mutant(
    'elicitation.flat-schema',
    'nested',
    form(
      (params) =>
        void (params.requestedSchema.properties.address = { type: 'object', properties: { city: { type: 'string' } } }),
    ),
    FULL,
  ),
  mutant(
    'elicitation.response-validated',
    'unchecked',
    tool('register', () => async (_args, work) => {
      if (work.connection.client['elicitation'] === undefined) return failed('no');
      const answer = await work.ask('elicitation/create', form1);
      return answer['result']?.action === 'accept' ? text(`Hello ${answer['result'].content?.nickname}`) : text('no');
    }),
    FULL,
  ),
  mutant(
    'elicitation.handles-all-actions',
    'dies of decline',
    tool('register', () => async (_args, work) => {
      if (work.connection.client['elicitation'] === undefined) return failed('no');
      const answer = await work.ask('elicitation/create', form1);
      if (answer['result'].content === undefined) work.connection.hangUp();
      return text(`Hello ${answer['result'].content?.nickname}`);
    }),
    FULL,
  ),
  mutant(
    'elicitation.handles-all-actions',
    '-32603 for decline',
    tool('register', () => async (_args, work) => {
      if (work.connection.client['elicitation'] === undefined) return failed('no');
      const answer = await work.ask('elicitation/create', form1);
      return text(`Hello ${answer['result'].content.nickname}`);
    }),
    FULL,
  ),
  mutant(
    'elicitation.not-for-own-authorization',
    '-32042 with the login page',
    instead('tools/list', () => () => {
      throw new Refusal(-32042, 'Log in first', {
        elicitations: [{ mode: 'url', elicitationId: 'login', url: 'https://shop.example/login', message: 'Log in' }],
      });
    }),
    HTTP,
  ),
  mutant(
    'elicitation.requires-capability',
    'to everybody',
    everywhere((work) => work.ask('elicitation/create', form1, 300)),
  ),
  mutant(
    'elicitation.requires-capability',
    'to everybody',
    everywhere((work) => work.ask('elicitation/create', form1, 300)),
    FULL,
  ),
];
