import rule from '../../../../suites/conformance/elicitation/form-without-secrets.check.ts';
import { changesQuestion } from '../asked.ts';
import { prove } from '../../../kit/prove.ts';

const field = (name: string, title?: string) =>
  changesQuestion('elicitation/create', (params) => {
    if (params.requestedSchema)
      params.requestedSchema.properties = { [name]: { type: 'string', ...(title === undefined ? {} : { title }) } };
    if (params.requestedSchema) delete params.requestedSchema.required;
  });

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: {
    'an API key': { fault: field('api_key') },
    'a password, by its title': { fault: field('value', 'New password') },
    'a card number': { fault: field('cardNumber') },
  },
  stillGood: {
    'a token that is no secret': { fault: field('token_count') },
    'a pin on a map': { fault: field('pin') },
    'whether the password was changed': { fault: field('password_changed_on') },
  },
});
