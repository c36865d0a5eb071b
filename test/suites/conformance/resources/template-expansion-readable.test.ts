import rule from '../../../../suites/conformance/resources/template-expansion-readable.check.ts';
import { error, instead, result, on } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';
import { live } from '../circumstances.ts';

prove(rule, {
  faults: {
    'a template that resources/read does not match': live(
      instead('resources/read', (params, _, next) =>
        String(params.uri).startsWith('notes://day/') ? error(-32002, 'Resource not found') : next(),
      ),
    ),
    'only values with a slash in them': live(
      instead('resources/read', (params, _, next) =>
        String(params.uri).startsWith('file:///docs/') ? error(-32002, 'Resource not found') : next(),
      ),
    ),
    'nothing but empty contents': live(
      instead('resources/read', (params, ctx, next) =>
        String(params.uri).startsWith('greeting:') ? result({ contents: [] }, ctx) : next(),
      ),
    ),
  },
  stillGood: {
    'no completion, so no value is known': live(
      instead('completion/complete', () => error(-32601, 'Method not found')),
    ),
    'a source that is down': live(instead('resources/read', () => error(-32603, 'Upstream unreachable'))),
    'templates of the web': live(
      on('resources/templates/list', (r) => {
        for (const one of r.resourceTemplates) one.uriTemplate = `https://example.com/{${one.name}}`;
      }),
    ),
  },
});
