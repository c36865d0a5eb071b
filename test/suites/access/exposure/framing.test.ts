import rule from '../../../../suites/access/exposure/framing.check.ts';
import { type Leniency, sloppyProxy } from '../../../../fixtures/exposed/sloppy-proxy.ts';
import { proveFront, type PutBefore } from '../../../kit/prove-front.ts';

const proxy =
  (leniency: Leniency = {}): PutBefore =>
  (upstream) =>
    sloppyProxy(upstream, leniency);

const itself: PutBefore = (upstream) => Promise.resolve({ url: upstream, close: () => Promise.resolve() });

proveFront(rule, {
  good: {
    'the parser of Node': itself,
    'a strict proxy': proxy(),
    'chunked wins over a length and the connection is closed': proxy({ bothClose: true }),
  },
  faults: {
    'the first length counts': { front: proxy({ twoLengths: true }), keys: ['two-lengths'] },
    'a length may have a sign': { front: proxy({ signedLength: true }), keys: ['signed-length'] },
    'a space before the colon': { front: proxy({ spaceBeforeColon: true }), keys: ['space-before-colon'] },
    'any coding that ends so is chunked': { front: proxy({ unknownCoding: true }), keys: ['unknown-coding'] },
    'any coding with the word is chunked': {
      front: proxy({ chunkedAnywhere: true }),
      keys: ['unknown-coding', 'chunked-not-last'],
    },
    'a folded line is a header': { front: proxy({ foldedHeaders: true }), keys: ['folded-coding'] },
    'both, and the connection goes on': { front: proxy({ bothGoOn: true }), keys: ['both'] },
  },
});
