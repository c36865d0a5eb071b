// A valid text for each format that JSON Schema (2020-12 validation, section 7.3) and common servers name.

import fc from 'fast-check';

const two = (n: number): string => String(n).padStart(2, '0');

type Texts = Readonly<Record<string, () => fc.Arbitrary<string>>>;

let made: Texts | undefined;

/** Made when a format is first met: most audits generate nothing, and need not load what generates. */
function makeTexts(): Texts {
  /** Days 1 to 28 exist in every month: a leap-year mistake of ours must never read as the target's. */
  const date = fc
    .tuple(fc.integer({ min: 1970, max: 2099 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
    .map(([y, m, d]) => `${y}-${two(m)}-${two(d)}`);

  const clock = fc
    .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 59 }))
    .map((parts) => parts.map(two).join(':'));

  const time = fc.tuple(clock, fc.constantFrom('Z', '+00:00', '+05:30', '-08:00')).map(([c, z]) => `${c}${z}`);

  const word = fc.stringMatching(/^[a-z][a-z0-9]{0,7}$/u);

  const host = fc.tuple(word, fc.constantFrom('example.com', 'example.org', 'test')).map((parts) => parts.join('.'));

  const uri = fc
    .tuple(fc.constantFrom('https', 'http', 'urn'), host, word)
    .map(([scheme, name, path]) => (scheme === 'urn' ? `urn:${path}:${name}` : `${scheme}://${name}/${path}`));

  const pointer = fc.array(word, { maxLength: 3 }).map((parts) => parts.map((part) => `/${part}`).join(''));

  return {
    'date-time': () => fc.tuple(date, time).map((parts) => parts.join('T')),
    date: () => date,
    time: () => time,
    duration: () => fc.constantFrom('P1D', 'PT1H', 'P1Y2M3DT4H5M6S', 'P2W', 'PT0S'),
    email: () => fc.tuple(word, host).map((parts) => parts.join('@')),
    'idn-email': () => fc.tuple(word, host).map((parts) => parts.join('@')),
    hostname: () => host,
    'idn-hostname': () => host,
    ipv4: () => fc.constantFrom('127.0.0.1', '0.0.0.0', '255.255.255.255', '192.0.2.1', '10.0.0.1'),
    ipv6: () => fc.constantFrom('::1', '::', '2001:db8::1', 'fe80::1'),
    uri: () => uri,
    url: () => uri.filter((text) => text.startsWith('http')),
    iri: () => uri,
    'uri-reference': () => fc.oneof(uri, pointer),
    'iri-reference': () => fc.oneof(uri, pointer),
    'uri-template': () => fc.tuple(uri, word).map(([base, name]) => `${base}/{${name}}`),
    uuid: () => fc.uuid({ version: 4 }),
    'json-pointer': () => pointer,
    'relative-json-pointer': () => fc.tuple(fc.nat({ max: 3 }), pointer).map(([n, p]) => `${n}${p}`),
    regex: () => fc.constantFrom('^a+$', '.*', '[a-z]{2,4}', 'a|b', ''),
    byte: () => fc.base64String({ maxLength: 16 }),
    json: () => fc.constantFrom('{}', '[]', 'null', '{"a":1}', '"text"', '0'),
    int32: () => fc.integer().map(String),
    int64: () => fc.maxSafeInteger().map(String),
  };
}

export function textOfFormat(format: string): fc.Arbitrary<string> | undefined {
  made ??= makeTexts();
  return Object.hasOwn(made, format) ? made[format]?.() : undefined;
}
