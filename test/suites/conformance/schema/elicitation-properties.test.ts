import { combine, on, onSent, type Loose } from '../../../../fixtures/faults/on.ts';
import rule from '../../../../suites/conformance/schema/elicitation-properties.check.ts';
import { prove } from '../../../kit/prove.ts';

/** The form with these fields, asked for by a request or inside a result. */
const form = (properties: object) =>
  combine(
    on('tools/call', (r) => {
      for (const one of Object.values<Loose>(r.inputRequests ?? {})) one.params.requestedSchema.properties = properties;
    }),
    onSent('elicitation/create', (m) => {
      // A question with a url has no form.
      if (m.params.requestedSchema !== undefined) m.params.requestedSchema.properties = properties;
    }),
  );

prove(rule, {
  options: { allow: ['ask_name'] },
  faults: {
    'an object in an object': form({ a: { type: 'object', properties: {} } }),
    'a format of its own': form({ a: { type: 'string', format: 'password' } }),
    'no type': form({ a: {} }),
    'text as default of a flag': form({ a: { type: 'boolean', default: 'yes' } }),
  },
  stillGood: {
    'an enum with names': form({ a: { type: 'string', enum: ['x'], enumNames: ['X'] } }),
    'a date': form({ a: { type: 'string', format: 'date' } }),
    'fractions as bounds': form({ a: { type: 'number', minimum: 0.5, maximum: 1.5 } }),
    'members beyond the definition': form({ a: { type: 'string', pattern: '^a' } }),
  },
});
