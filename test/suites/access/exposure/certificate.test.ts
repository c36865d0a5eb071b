import rule from '../../../../suites/access/exposure/certificate.check.ts';
import { tlsFront } from '../../../../fixtures/exposed/tls-front.ts';
import { certificate, type Wish } from '../../../kit/certificate.ts';
import { proveFront, type PutBefore } from '../../../kit/prove-front.ts';

const authority = certificate({ name: 'assay test authority', rsa: 2048 });

const withCertificate =
  (wish: Wish): PutBefore =>
  async (upstream) => ({
    ...(await tlsFront(upstream, { ...certificate(wish), oldest: 'TLSv1.2' })),
    ca: authority.cert,
  });

/** As with NODE_TLS_REJECT_UNAUTHORIZED=0: without it nothing at all is said to such a server. */
const unverified =
  (wish: Wish): PutBefore =>
  async (upstream) => {
    const { close, url } = await tlsFront(upstream, certificate(wish));
    process.env['NODE_TLS_REJECT_UNAUTHORIZED'] = '0';
    return {
      url,
      close: () => {
        delete process.env['NODE_TLS_REJECT_UNAUTHORIZED'];
        return close();
      },
    };
  };

proveFront(rule, {
  good: {
    'P-256, signed by a trusted authority': withCertificate({ issuer: authority }),
    'RSA of 2048 bits': withCertificate({ issuer: authority, rsa: 2048 }),
    'fifteen days left': withCertificate({ issuer: authority, daysLeft: 15.5 }),
  },
  faults: {
    'five days left': { front: withCertificate({ issuer: authority, daysLeft: 5 }), keys: ['soon'] },
    'RSA of 1024 bits': { front: withCertificate({ issuer: authority, rsa: 1024 }), keys: ['key'] },
    'nobody trusts it': { front: unverified({}), keys: ['untrusted'] },
    'it is over': { front: unverified({ daysLeft: -1 }), keys: ['untrusted', 'expired'] },
  },
});
