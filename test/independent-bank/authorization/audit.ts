// One audit of the protected server with a fault in it, as `assay audit` makes it: a token, a second caller, and tokens that are not good enough.

import { loadRules, type Rule } from '../../../runner/engine/catalog.ts';
import { run } from '../../../runner/engine/run.ts';
import type { AuditOptions } from '../../../runner/options.ts';
import type { Report } from '../../../suites/kernel/report.ts';
import { makeDoor, type Door } from './door.ts';
import { openIssuer, type Issuer } from './issuer.ts';
import {
  type Ground,
  type ModernSite,
  modernHandler,
  modernSite,
  oldHandler,
  oldSite,
  type OldSite,
  openGround,
} from './site.ts';

export type Era = 'initialize' | 'per-request';

/** One fault of one entry; `both` eras where nothing says otherwise. */
export interface Mutant {
  /** An entry of the inventory, or a rule where the fault is of what the inventory leaves open. */
  readonly id: string;
  readonly what: string;
  readonly era: Era;
  readonly door?: (door: Door) => void;
  readonly old?: (site: OldSite) => void;
  readonly modern?: (site: ModernSite) => void;
  readonly shape?: 'small' | 'full';
  /** What the operator gives: a token and all the others, the token alone, or nothing. */
  readonly given?: 'all' | 'token' | 'nothing';
  readonly options?: AuditOptions;
  /** There is no door at all. */
  readonly doorless?: boolean;
  /** Scopes of the token that the challenge asks for, where they are others. */
  readonly challenged?: string;
}

export interface World {
  readonly issuer: Issuer;
  readonly ground: Ground;
  readonly ann: string;
  readonly ben: string;
  readonly tokens: Readonly<Record<string, string>>;
  close(): Promise<void>;
}

const EVERYTHING = 'shop:read shop:stock';

export async function openWorld(): Promise<World> {
  const [issuer, ground] = await Promise.all([openIssuer(), openGround()]);
  const { ann, ben, hasty, shouting } = issuer.clients;
  const { url } = ground;
  const expired = await issuer.token(hasty, EVERYTHING, url);
  const spent = new Promise((resolve) => setTimeout(resolve, 1_100));
  const world: World = {
    issuer,
    ground,
    ann: await issuer.token(ann, EVERYTHING, url),
    ben: await issuer.token(ben, 'shop:read', url),
    tokens: {
      expired,
      otherAudience: await issuer.token(ann, EVERYTHING, 'https://elsewhere.example/mcp'),
      noAudience: await issuer.token(ann, EVERYTHING),
      upperCaseAudience: await issuer.token(shouting, EVERYTHING, url),
      insufficientScope: await issuer.token(ann, 'shop:read', url),
      challengedScope: await issuer.token(ann, EVERYTHING, url),
      broaderScope: await issuer.token(ann, 'shop:read shop:all', url),
    },
    close: async () => {
      await Promise.all([issuer.close(), ground.close()]);
    },
  };
  await spent;
  return world;
}

let all: Promise<readonly Rule[]> | undefined;

/** Rules that could see the fault of an entry. */
export const about =
  (...ids: readonly string[]) =>
  ({ id, check }: Rule): boolean =>
    ids.some((one) => one === id || check.requirements.includes(one));

/** `only`: the rules, where not all are to judge. */
export async function auditMutant(world: World, mutant: Mutant, only?: (rule: Rule) => boolean): Promise<Report> {
  const { ground, issuer, ann, ben } = world;
  const door = mutant.doorless === true ? undefined : makeDoor(issuer, ground.url);
  if (door !== undefined) mutant.door?.(door);
  if (mutant.era === 'initialize') {
    const site = oldSite(mutant.shape === 'full' ? 'full' : 'tools');
    mutant.old?.(site);
    ground.build(oldHandler(site, door));
  } else {
    const site = modernSite();
    mutant.modern?.(site);
    ground.build(modernHandler(site, mutant.shape ?? 'small', door));
  }
  const given = mutant.given ?? 'all';
  const bearer = (token: string) => ({ Authorization: `Bearer ${token}` });
  const challenged: Readonly<Record<string, string>> =
    mutant.challenged === undefined
      ? {}
      : { challengedScope: await issuer.token(issuer.clients.ann, mutant.challenged, ground.url) };
  const rest: AuditOptions =
    given === 'all'
      ? {
          tokens: { ...world.tokens, ...challenged },
          callers: { ann: { headers: bearer(ann) }, ben: { headers: bearer(ben) } },
          access: { scopes: { 'shop:stock': ['stock'] } },
        }
      : {};
  const rules = await (all ??= loadRules());
  return run(
    { kind: 'http', url: ground.url, ...(given === 'nothing' ? {} : { headers: bearer(ann) }) },
    { seed: 1, ...rest, ...mutant.options },
    { rules: only === undefined ? rules : rules.filter(only) },
  );
}

/** Who said that the target is at fault. */
export const loud = (report: Report): readonly string[] =>
  report.results
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn' || outcome === 'error')
    .map(
      ({ rule, outcome, revision, findings }) =>
        `${outcome} ${rule.id} (${rule.level}) ${revision}: ${findings.map(({ got, at }) => `${got} [${at.map(({ exchange }) => exchange).join(',')}]`).join(' | ')}`,
    );

/** Rules that spoke up and name the entry (or are it). */
export const seenBy = (report: Report, id: string): readonly string[] =>
  report.results
    .filter(
      ({ rule, outcome }) =>
        (outcome === 'fail' || outcome === 'warn') && (rule.id === id || rule.requirements.includes(id)),
    )
    .map(({ rule, outcome }) => `${outcome} ${rule.id}`);
