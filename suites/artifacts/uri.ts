// Syntax of URIs (RFC 3986) and URI templates (RFC 6570): what is wrong with one, and how a template is expanded.

/** Sub-delims, unreserved, pct-encoded and what else a path, query or fragment may hold; IRIs (RFC 3987) are accepted. */
const REST = /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@/?]|%[0-9A-Fa-f]{2}|[\u00A0-\u{10FFFF}])*$/u;
const AUTHORITY =
  /^(?:[A-Za-z0-9\-._~!$&'()*+,;=:@]|%[0-9A-Fa-f]{2}|[\u00A0-\u{10FFFF}])*(?:\[[0-9A-Fa-fv:.]+\](?::\d*)?)?$/u;

/** Why a text is no URI, `undefined` where it is one. Non-ASCII letters are let pass: an IRI is a URI in the making. */
export function uriFault(uri: string): string | undefined {
  const colon = uri.indexOf(':');
  if (colon === -1) return 'it has no scheme';
  if (!/^[A-Za-z][A-Za-z0-9+.-]*$/u.test(uri.slice(0, colon))) return `"${uri.slice(0, colon)}" is no scheme`;
  const [beforeFragment = '', ...fragments] = uri.slice(colon + 1).split('#');
  if (fragments.length > 1) return 'it has two fragments';
  let rest = beforeFragment;
  if (rest.startsWith('//')) {
    const end = rest.slice(2).search(/[/?]/u);
    const authority = end === -1 ? rest.slice(2) : rest.slice(2, 2 + end);
    if (!AUTHORITY.test(authority)) return `"${authority}" is no authority`;
    rest = end === -1 ? '' : rest.slice(2 + end);
  }
  for (const part of [rest, fragments[0] ?? '']) if (!REST.test(part)) return `it holds ${badSign(part)}`;
  return undefined;
}

function badSign(part: string): string {
  if (/%(?![0-9A-Fa-f]{2})/u.test(part)) return 'a % that begins no escape';
  const sign = Array.from(part).find((one) => !REST.test(one) && one !== '%') ?? '';
  return sign === ' '
    ? 'a space'
    : `the sign U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

const OPERATORS = '+#./;?&';
const RESERVED = '=,!@|';
/** A hyphen is not among the characters of the RFC, yet templates in the wild have it and every expander takes it. */
const VARIABLE = /^(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2})(?:\.?(?:[A-Za-z0-9_-]|%[0-9A-Fa-f]{2}))*(?::[1-9]\d{0,3}|\*)?$/u;

/** Why a text is no URI template. */
export function templateFault(template: string): string | undefined {
  let rest = template;
  while (rest !== '') {
    const open = rest.indexOf('{');
    const literal = open === -1 ? rest : rest.slice(0, open);
    const bad = /[\u0000-\u0020"<>\\^`|}]|%(?![0-9A-Fa-f]{2})/u.exec(literal)?.[0];
    if (bad !== undefined) return bad === '}' ? 'a } without its {' : `"${bad}" outside an expression`;
    if (open === -1) return undefined;
    const close = rest.indexOf('}', open);
    if (close === -1) return 'a { without its }';
    const fault = expressionFault(rest.slice(open + 1, close));
    if (fault !== undefined) return fault;
    rest = rest.slice(close + 1);
  }
  return undefined;
}

function expressionFault(expression: string): string | undefined {
  const first = expression.slice(0, 1);
  if (RESERVED.includes(first) && first !== '') return `the operator ${first}, which is reserved`;
  const list = OPERATORS.includes(first) && first !== '' ? expression.slice(1) : expression;
  const wrong = list.split(',').find((variable) => !VARIABLE.test(variable));
  return wrong === undefined ? undefined : `"${wrong}" is no variable`;
}

/** Names of the variables of a template, in order. */
export const templateVariables = (template: string): readonly string[] => [
  ...new Set(
    [...template.matchAll(/\{[+#./;?&]?([^{}]*)\}/gu)].flatMap((match) =>
      (match[1] ?? '').split(',').map((variable) => variable.replace(/(?::\d+|\*)$/u, '')),
    ),
  ),
];

interface Style {
  readonly first: string;
  readonly between: string;
  readonly named: boolean;
  readonly reserved: boolean;
}

const STYLES: Readonly<Record<string, Style>> = {
  '': { first: '', between: ',', named: false, reserved: false },
  '+': { first: '', between: ',', named: false, reserved: true },
  '#': { first: '#', between: ',', named: false, reserved: true },
  '.': { first: '.', between: '.', named: false, reserved: false },
  '/': { first: '/', between: '/', named: false, reserved: false },
  ';': { first: ';', between: ';', named: true, reserved: false },
  '?': { first: '?', between: '&', named: true, reserved: false },
  '&': { first: '&', between: '&', named: true, reserved: false },
};

/** Expands a template with strings (RFC 6570, section 3.2, without lists and maps). */
export function expandTemplate(template: string, values: Readonly<Record<string, string>>): string {
  return template.replaceAll(/\{([+#./;?&]?)([^{}]*)\}/gu, (_, operator: string, list: string) => {
    const style = STYLES[operator] ?? STYLES['']!;
    const parts = list.split(',').flatMap((variable) => {
      const name = variable.replace(/(?::\d+|\*)$/u, '');
      const value = Object.hasOwn(values, name) ? values[name] : undefined;
      if (value === undefined) return [];
      const cut = /:(\d+)$/u.exec(variable)?.[1];
      const text = encode(cut === undefined ? value : value.slice(0, Number(cut)), style.reserved);
      return [style.named ? `${name}=${text}` : text];
    });
    return parts.length === 0 ? '' : style.first + parts.join(style.between);
  });
}

const encode = (value: string, reserved: boolean): string => {
  const escaped = encodeURIComponent(value).replaceAll(
    /[!'()*]/gu,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return reserved ? encodeURI(value).replaceAll('%25', '%') : escaped;
};
