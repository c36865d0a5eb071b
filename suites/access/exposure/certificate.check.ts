// A certificate that ends soon, or is weak, is an outage or a stranger at the door.

import { check } from '../../kernel/check.ts';
import type { Finding } from '../../kernel/check.ts';
import { at } from '../../kernel/look.ts';
import type { CertificateFacts } from '../../kernel/recording.ts';
import { ALL } from '../../kernel/revision.ts';
import { handshakes, tlsFacts } from './handshakes.ts';
import { newestOnly } from '../newest-only.ts';

/** Renewal by machine happens with a third of ninety days left; what is this late was forgotten. */
const SOON = 14;

interface Fault extends Pick<Finding, 'got' | 'want' | 'severity'> {
  readonly key: string;
}

function faultsOf(certificate: CertificateFacts, untrusted: string | undefined): readonly Fault[] {
  const { daysLeft, validTo, bits } = certificate;
  const faults: Fault[] = [];
  if (untrusted !== undefined)
    faults.push({ got: untrusted, want: 'a chain to a trusted authority', severity: 'high', key: 'untrusted' });
  if (daysLeft < 0)
    faults.push({ got: `expired: ${validTo}`, want: 'a certificate in force', severity: 'high', key: 'expired' });
  else if (daysLeft < SOON)
    faults.push({ got: `valid until ${validTo}`, want: `more than ${SOON} days`, severity: 'medium', key: 'soon' });
  if (bits !== undefined && bits < 2048)
    faults.push({ got: `a key of ${bits} bits`, want: '2048 bits or an elliptic curve', severity: 'high', key: 'key' });
  return faults;
}

export default check({
  title: 'The certificate is trusted, strong, and good for two weeks at least',
  level: 'should',
  revisions: ALL,
  transports: ['streamable-http', 'http-sse'],
  requirements: [],
  url: () => 'https://www.rfc-editor.org/rfc/rfc9325',
  why: 'Clients refuse what has expired, and people who learn to click such warnings away accept the forged one too.',
  fix: 'Renew by machine, well before the end and with a key of 2048 bits or an elliptic curve.',
  tags: ['owasp:MCP07', 'cwe:CWE-295'],
  touch: 'probing',
  needs: { handshakes },
  applies: (_views, recording) => newestOnly(recording),
  judge: ({ handshakes: { secure, usual } }) => {
    const facts = tlsFacts(usual);
    if (!secure || facts?.certificate === undefined)
      return { seen: 0, findings: [], note: 'the target is not spoken to over https' };
    return {
      seen: 1,
      findings: faultsOf(facts.certificate, facts.untrusted).map((fault) => ({ ...fault, at: [at(usual)] })),
    };
  },
});
