import rule from '../../../../suites/conformance/resources/not-found-not-empty.check.ts';
import { error, instead, result } from '../../../../fixtures/faults/on.ts';
import { prove } from '../../../kit/prove.ts';

const empty = (when: (uri: string) => boolean) =>
  instead('resources/read', (params, ctx, next) =>
    when(String(params.uri)) ? result({ contents: [], ttlMs: 0, cacheScope: 'private' }, ctx) : next(),
  );

prove(rule, {
  faults: {
    'contents [] for what does not exist': empty((uri) => /assay|no-such/u.test(uri)),
    'contents [] under a known scheme alone': empty((uri) => uri.endsWith('no-such-resource')),
  },
  stillGood: { 'any error': instead('resources/read', () => error(-32603, 'Broken')) },
});
