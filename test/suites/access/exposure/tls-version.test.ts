import rule from '../../../../suites/access/exposure/tls-version.check.ts';
import { tlsFront } from '../../../../fixtures/exposed/tls-front.ts';
import { certificate } from '../../../kit/certificate.ts';
import { proveFront, type PutBefore } from '../../../kit/prove-front.ts';

const made = certificate({ rsa: 2048 });

const since =
  (oldest?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.3'): PutBefore =>
  async (upstream) => ({
    ...(await tlsFront(upstream, { ...made, ...(oldest === undefined ? {} : { oldest }) })),
    ca: made.cert,
  });

proveFront(rule, {
  good: { 'TLS 1.2 and 1.3': since(), 'TLS 1.3 alone': since('TLSv1.3') },
  faults: {
    'TLS 1.1 too': { front: since('TLSv1.1'), keys: ['TLSv1.1'] },
    'TLS 1.0 too': { front: since('TLSv1'), keys: ['TLSv1', 'TLSv1.1'] },
  },
});
