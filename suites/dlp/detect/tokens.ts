// Credentials that their makers gave a recognisable form, from the formats they publish for secret scanning.

import type { Severity } from '../../kernel/check.ts';
import type { Detector } from './detector.ts';
import { formatOf } from './format.ts';

type Row = readonly [id: string, what: string, formats: readonly string[], severity?: Severity];

const each = (letters: string, rest: (letter: string) => string): readonly string[] => letters.split(' ').map(rest);

/** Names, then formats; see `formatOf` for the notation. */
const ROWS: readonly Row[] = [
  ['aws-access-key-id', 'an AWS access key id', each('AKIA ASIA ABIA ACCA', (kind) => `${kind}{16:base32}`)],
  ['github-token', 'a GitHub token', each('p o u s r', (kind) => `gh${kind}_{36:alnum}`), 'critical'],
  ['github-fine-grained', 'a GitHub token', ['github_pat_{22:alnum}_{59:alnum}'], 'critical'],
  [
    'gitlab-token',
    'a GitLab token',
    each('pat dt rt cbt ptt ft imt agent soat', (kind) => `gl${kind}-{20-64:word}`),
    'critical',
  ],
  [
    'slack-token',
    'a Slack token',
    [
      ...each('b p a o r s', (kind) => `xox${kind}-{10-13:digit}-{10-13:digit}-{20-40:alnum}`),
      'xoxp-{10-13:digit}-{10-13:digit}-{10-13:digit}-{28-34:alnum}',
      'xoxe-{1:digit}-{100-170:alnum}',
      'xapp-{1:digit}-{9-12:upper}-{10-13:digit}-{60-70:hex}',
    ],
    'critical',
  ],
  ['slack-webhook', 'a Slack webhook', ['https://hooks.slack.com/services/T{8-11:upper}/B{8-11:upper}/{24:alnum}']],
  ['discord-webhook', 'a Discord webhook', ['https://discord.com/api/webhooks/{17-20:digit}/{60-72:word}']],
  [
    'stripe-key',
    'a Stripe key',
    [
      'sk_live_{24-99:alnum}',
      'rk_live_{24-99:alnum}',
      'sk_test_{24-99:alnum}',
      'rk_test_{24-99:alnum}',
      'whsec_{32-64:alnum}',
    ],
    'critical',
  ],
  [
    'openai-key',
    'an OpenAI key',
    [
      'sk-{20:alnum}T3BlbkFJ{20:alnum}',
      'sk-proj-{40-160:word}',
      'sk-svcacct-{40-160:word}',
      'sk-admin-{40-160:word}',
      'sk-{48:alnum}',
    ],
    'critical',
  ],
  [
    'anthropic-key',
    'an Anthropic key',
    ['sk-ant-api03-{80-96:word}', 'sk-ant-admin01-{80-96:word}', 'sk-ant-oat01-{80-96:word}'],
    'critical',
  ],
  ['openrouter-key', 'an OpenRouter key', ['sk-or-v1-{64:hex}']],
  ['google-api-key', 'a Google API key', ['AIza{35:word}']],
  ['google-oauth', 'a Google OAuth secret', ['GOCSPX-{28:word}', 'ya29.{40-160:word}'], 'critical'],
  ['npm-token', 'an npm token', ['npm_{36:alnum}'], 'critical'],
  [
    'pypi-token',
    'a PyPI token',
    ['pypi-AgEIcHlwaS5vcmc{50-160:word}', 'pypi-AgENdGVzdC5weXBpLm9yZw{50-160:word}'],
    'critical',
  ],
  ['rubygems-key', 'a RubyGems key', ['rubygems_{48:hex}'], 'critical'],
  ['docker-token', 'a Docker token', ['dckr_pat_{27:word}', 'dckr_oat_{32:word}'], 'critical'],
  ['huggingface-token', 'a Hugging Face token', ['hf_{34:alnum}', 'api_org_{34:letters}']],
  ['replicate-token', 'a Replicate token', ['r8_{37:alnum}']],
  ['groq-key', 'a Groq key', ['gsk_{52:alnum}']],
  ['perplexity-key', 'a Perplexity key', ['pplx-{48-56:alnum}']],
  ['xai-key', 'an xAI key', ['xai-{80:alnum}']],
  ['sendgrid-key', 'a SendGrid key', ['SG.{22:word}.{43:word}'], 'critical'],
  ['mailgun-key', 'a Mailgun key', ['key-{32:hex}']],
  ['twilio-key', 'a Twilio key', ['SK{32:hex}']],
  ['shopify-token', 'a Shopify token', each('at ca pa ss', (kind) => `shp${kind}_{32:hex}`), 'critical'],
  ['square-token', 'a Square token', ['sq0atp-{22:word}', 'sq0csp-{43:word}', 'EAAAE{59:word}'], 'critical'],
  ['digitalocean-token', 'a DigitalOcean token', each('p o r', (kind) => `do${kind}_v1_{64:hex}`), 'critical'],
  ['databricks-token', 'a Databricks token', ['dapi{32:hex}'], 'critical'],
  ['atlassian-token', 'an Atlassian token', ['ATATT3xFfGF0{160-190:word}', 'ATCTT3xFfGN0{160-190:word}'], 'critical'],
  ['notion-token', 'a Notion token', ['ntn_{43-50:alnum}', 'secret_{43:alnum}']],
  ['linear-key', 'a Linear key', ['lin_api_{40:alnum}', 'lin_oauth_{64:hex}']],
  ['airtable-token', 'an Airtable token', ['pat{14:alnum}.{64:hex}']],
  ['figma-token', 'a Figma token', ['figd_{40:word}', 'figo_{40:word}']],
  ['postman-key', 'a Postman key', ['PMAK-{24:hex}-{34:hex}']],
  ['grafana-token', 'a Grafana token', ['glsa_{32:alnum}_{8:hex}', 'glc_{40-160:base64}']],
  ['sentry-token', 'a Sentry token', ['sntrys_{60-160:base64}', 'sntryu_{64:hex}']],
  ['newrelic-key', 'a New Relic key', ['NRAK-{27:upper}', 'NRJS-{19:hex}']],
  ['dynatrace-token', 'a Dynatrace token', ['dt0c01.{24:base32}.{64:base32}']],
  ['doppler-token', 'a Doppler token', ['dp.pt.{43:alnum}', 'dp.st.{43:alnum}', 'dp.ct.{43:alnum}']],
  ['vault-token', 'a Vault token', ['hvs.{24-120:word}', 'hvb.{90-160:word}', 'hvr.{24-120:word}'], 'critical'],
  ['pulumi-token', 'a Pulumi token', ['pul-{40:hex}']],
  ['supabase-token', 'a Supabase token', ['sbp_{40:hex}', 'sb_secret_{22:word}_{8:word}']],
  [
    'planetscale-token',
    'a PlanetScale token',
    ['pscale_tkn_{43:word}', 'pscale_pw_{43:word}', 'pscale_oauth_{43:word}'],
    'critical',
  ],
  ['netlify-token', 'a Netlify token', ['nfp_{36:alnum}']],
  ['fly-token', 'a Fly.io token', ['fo1_{43:word}', 'fm2_{60-160:base64}']],
  ['heroku-key', 'a Heroku key', ['HRKU-AA{58:word}']],
  ['cloudinary-url', 'a Cloudinary url', ['cloudinary://{15:digit}:{27:word}@{4-20:lower}']],
  ['prefect-key', 'a Prefect key', ['pnu_{36:alnum}']],
  ['age-key', 'an age key', ['AGE-SECRET-KEY-1{58:upper}'], 'critical'],
  ['onepassword-token', 'a 1Password token', ['ops_eyJ{200-260:base64}'], 'critical'],
  ['buildkite-token', 'a Buildkite token', ['bkua_{40:hex}']],
  ['typeform-token', 'a Typeform token', ['tfp_{40-60:word}']],
  ['duffel-token', 'a Duffel token', ['duffel_live_{43:word}']],
  ['easypost-key', 'an EasyPost key', ['EZAK{54:alnum}']],
  ['adafruit-key', 'an Adafruit key', ['aio_{28:alnum}']],
];

export const TOKENS: readonly Detector[] = ROWS.map(([id, what, notations, severity]): Detector => {
  const formats = notations.map(formatOf);
  return {
    id,
    what,
    category: 'credential',
    severity: severity ?? 'high',
    weight: 'proof',
    trigger: { starts: [...new Set(formats.map(({ prefix }) => prefix))] },
    match: (place) => {
      for (const format of formats) {
        const span = place.text.startsWith(format.prefix, place.at) ? format.match(place) : undefined;
        if (span !== undefined) return span;
      }
      return undefined;
    },
    samples: (random) => ({
      hits: formats.map((format) => format.make(random)),
      misses: formats.flatMap((format) => format.spoil(random)),
    }),
  };
});
