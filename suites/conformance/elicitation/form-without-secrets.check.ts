// What is typed into a form goes through the client and the model; secrets belong on a page of the server.

import { dialogues } from '../../artifacts/dialogues.ts';
import { questions } from '../../artifacts/questions.ts';
import { check } from '../../kernel/check.ts';
import { brief, isObject, judgeEach, member } from '../../kernel/look.ts';
import type { JsonObject } from '../../kernel/recording.ts';
/** Terms that mean a secret by themselves; `token` or `pin` alone may mean something harmless. */
const SECRET =
  /^(?:(?:your|current|new|account|user|login|db|database) )?(?:password|passwd|passphrase|passcode|secret(?: key)?|client secret|api[ -]?key|access[ -]?key|private key|secret access key|(?:access|api|auth|bearer|refresh|security|personal access) token|(?:credit |debit )?card number|cvv2?|cvc2?|card security code|pin code|social security number)$/u;

const words = (text: string): string =>
  text
    .replace(/([a-z])([A-Z])/gu, '$1 $2')
    .replace(/[_\-.]+/gu, ' ')
    .trim()
    .toLowerCase();

function secretFields(params: JsonObject): readonly string[] {
  const properties = member(params['requestedSchema'], 'properties');
  if (!isObject(properties)) return [];
  return Object.entries(properties).flatMap(([name, schema]) => {
    const title = member(schema, 'title');
    const typed = member(schema, 'type') === 'string' || member(schema, 'type') === undefined;
    const asks = SECRET.test(words(name)) || (typeof title === 'string' && SECRET.test(words(title)));
    return typed && asks ? [name] : [];
  });
}

export default check({
  title: 'Forms do not ask for passwords, keys, tokens or payment data',
  level: 'must',
  revisions: { since: '2025-06-18' },
  requirements: ['elicitation.no-sensitive-data', 'elicitation.form-no-secrets', 'elicitation.form-not-for-secrets'],
  why: 'The answer passes through the client, its logs and perhaps the model; a secret in it is no longer one.',
  fix: 'Ask for secrets on a page of your own (mode url, from 2025-11-25), or take them from configuration.',
  touch: 'probing',
  enabledBy: { known: 'elicits' },
  needs: { questions, dialogues },
  judge: ({ questions: asked }) =>
    judgeEach(
      asked.of('elicitation/create').filter(({ params }) => params['mode'] !== 'url'),
      ({ params, place, key }) =>
        secretFields(params).map((name) => ({
          at: [place('params', 'requestedSchema', 'properties', name)],
          got: `the property ${brief(name, 60)}`,
          want: 'nothing that is a secret',
          key: `${key} ${brief(name, 60)}`,
        })),
      'nothing was elicited',
    ),
});
