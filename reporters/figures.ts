// The figures of load and affinity as a person reads them; everything else in `measures` is for programs.

import type { Report } from '../suites/kernel/report.ts';
import { visible } from './visible.ts';

export interface FigureLine {
  readonly label: string;
  readonly text: string;
}

type Any = Readonly<Record<string, unknown>>;

/** Nothing where a report holds no figures. */
export function figuresOf(report: Report): readonly FigureLine[] {
  return [
    ...loadFigures(at(report.measures, 'load')),
    ...affinityFigures(at(report.measures, 'affinity')),
    ...accessFigures(at(report.measures, 'access')),
  ];
}

function loadFigures(load: Any | undefined): FigureLine[] {
  if (load === undefined) return [];
  const lines = list(load['phases']).flatMap(phaseLines);
  const knee = at(at(load, 'ramp'), 'knee');
  if (knee !== undefined) {
    const sustained = number(knee['sustainedPerSecond']);
    const broken = knee['brokenPerSecond'];
    const beyond = broken === undefined ? 'no knee found' : `not ${number(broken)}/s (${text(knee['why'])})`;
    lines.push({ label: 'knee', text: `keeps up with ${sustained}/s, ${beyond}` });
  }
  const overhead = at(load, 'overhead');
  if (overhead !== undefined) lines.push({ label: 'gateway', text: overheadText(overhead) });
  const streaming = at(load, 'streaming');
  if (streaming !== undefined) lines.push({ label: 'events', text: streamingText(streaming) });
  const samples = list(load['process']);
  const [first, last] = [samples[0], samples.at(-1)];
  if (first !== undefined && last !== undefined) {
    const most = Math.max(...samples.map(({ rssMiB }) => Number(rssMiB)));
    const busy = samples.reduce((sum, { cpuPercent }) => sum + Number(cpuPercent), 0) / samples.length;
    lines.push({
      label: 'memory',
      text: `${number(first['rssMiB'])} MiB at first, ${number(last['rssMiB'])} at last, ${number(most)} at most; processor ${Math.round(busy)} %`,
    });
  }
  return [...lines, ...limitLines(at(load, 'limits')), ...leftLines(at(load, 'scenario'))];
}

function phaseLines(phase: Any): FigureLine[] {
  const figures = at(phase, 'figures');
  const latency = at(figures, 'latency');
  if (figures === undefined || latency === undefined) return [];
  const kinds = Object.entries(at(at(figures, 'errors'), 'byKind') ?? {});
  const errors =
    kinds.length === 0 ? 'no errors' : kinds.map(([kind, count]) => `${number(count)} × ${kind}`).join(', ');
  const milliseconds = ['p50', 'p95', 'p99', 'max'].map((name) => `${name} ${number(latency[name])}`).join('  ');
  const first = at(figures, 'firstEvent');
  const events = first === undefined ? '' : `; first event p50 ${number(first['p50'])}  p99 ${number(first['p99'])}`;
  return [
    {
      label: text(phase['name']),
      text: `${number(figures['requests'])} requests, ${number(figures['perSecond'])}/s; ms: ${milliseconds}${events}; ${errors}`,
    },
  ];
}

function overheadText(overhead: Any): string {
  const added = at(overhead, 'added');
  const parts = ['p50', 'p95', 'p99'].map((name) => {
    const one = at(added, name);
    return `${name} ${signed(one?.['ms'])} ms (${number(one?.['low'])} to ${number(one?.['high'])})`;
  });
  return `adds ${parts.join(', ')}, over ${number(overhead['pairs'])} pairs`;
}

function streamingText(streaming: Any): string {
  const times = (side: Any | undefined): string =>
    `first ${number(side?.['firstMs'])} ms, last ${number(side?.['lastMs'])} ms`;
  const direct = at(streaming, 'direct');
  const through = `${text(streaming['step'])}: ${times(at(streaming, 'through'))}`;
  return direct === undefined ? through : `${through}; direct: ${times(direct)}`;
}

const LIMITS: Readonly<Record<string, readonly [string, string]>> = {
  rate: ['rate', '/s'],
  sessions: ['sessions', ''],
  requestBytes: ['request size', ' bytes'],
  resultBytes: ['result size', ' bytes'],
  idleStreamMs: ['idle stream', ' ms'],
};

function limitLines(limits: Any | undefined): FigureLine[] {
  return Object.entries(limits ?? {}).map(([name, value]) => {
    const limit = value as Any;
    const [word, unit] = LIMITS[name] ?? [name, ''];
    const passed = `${number(limit['passed'])}${unit}`;
    const refused = limit['refused'];
    const found =
      refused === undefined
        ? `none found up to ${passed}`
        : `${passed} taken, ${number(refused)}${unit} not: ${text(limit['how'])}`;
    return { label: 'limit', text: `${word}: ${found}` };
  });
}

const leftLines = (scenario: Any | undefined): FigureLine[] =>
  (Array.isArray(scenario?.['left']) ? (scenario['left'] as readonly unknown[]) : []).map((one) => ({
    label: 'left out',
    text: text(one),
  }));

function affinityFigures(eras: Any | undefined): FigureLine[] {
  return Object.entries(eras ?? {}).flatMap(([revision, value]): FigureLine[] => {
    const figures = isAny(value) ? value : {};
    const routing = at(figures, 'routing');
    const outage = at(figures, 'outage');
    const replicas = list(figures['replicas']).map(({ name, url }) => `${text(name)} ${text(url)}`);
    return [
      {
        label: revision,
        text: `${number(figures['requests'])} requests; ${replicas.length === 0 ? 'replicas not named' : replicas.join(', ')}`,
      },
      ...(routing === undefined ? [] : [{ label: 'routing', text: text(routing['looks']) }]),
      ...(outage === undefined ? [] : [{ label: 'failover', text: outageText(outage) }]),
    ];
  });
}

/** How much was compared, and how much of it is not as the configuration expects. */
function accessFigures(eras: Any | undefined): FigureLine[] {
  return Object.entries(eras ?? {}).flatMap(([revision, value]): FigureLine[] => {
    const tables = ['tools', 'resources', 'prompts', 'arguments'].map((name) => at(value, name) ?? {});
    const rows = tables.flatMap((table) => Object.values(table)).filter(isAny);
    if (rows.length === 0) return [];
    const cells = rows.flatMap((row) => Object.values(row)).map(text);
    const callers = new Set(rows.flatMap((row) => Object.keys(row)));
    const odd = cells.filter((cell) => /^(?:unexpected|missing)/.test(cell)).length;
    const fitting = cells.filter((cell) => cell.startsWith('as expected')).length;
    const expected = odd + fitting === 0 ? 'nothing is expected of them' : `${fitting} as expected, ${odd} not`;
    return [
      { label: `access ${text(revision)}`, text: `${rows.length} things as ${callers.size} callers: ${expected}` },
    ];
  });
}

function outageText(outage: Any): string {
  const recovered =
    outage['recoverMs'] === undefined ? 'never while it was away' : `after ${number(outage['recoverMs'])} ms`;
  const back = outage['backMs'] === undefined ? 'never' : `after ${number(outage['backMs'])} ms`;
  const refusals = Object.entries(at(outage, 'refusals') ?? {}).map(([kind, count]) => `${number(count)} × ${kind}`);
  return [
    `${number(outage['failed'])} of ${number(outage['requests'])} requests failed`,
    `${number(outage['lost'])} of ${number(outage['sessions'])} sessions lost${refusals.length === 0 ? '' : ` (${refusals.join(', ')})`}, ${number(outage['cameBack'])} came back`,
    `new clients served again ${recovered}; after the return ${back}`,
  ].join('; ');
}

const isAny = (value: unknown): value is Any => typeof value === 'object' && value !== null && !Array.isArray(value);

const at = (value: unknown, key: string): Any | undefined => {
  const member = isAny(value) ? value[key] : undefined;
  return isAny(member) ? member : undefined;
};

const list = (value: unknown): readonly Any[] => (Array.isArray(value) ? value.filter(isAny) : []);

const text = (value: unknown): string => visible(typeof value === 'string' ? value : String(value ?? ''));

const signed = (value: unknown): string => (typeof value === 'number' && value >= 0 ? '+' : '') + number(value);

const number = (value: unknown): string =>
  typeof value === 'number' ? String(value >= 100 ? Math.round(value) : Number(value.toFixed(2))) : '?';
