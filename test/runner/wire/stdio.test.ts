// Lines as they come: cut anywhere, broken, without an end; and processes that do not want to go.
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Frame } from '../../../suites/kernel/recording.ts';
import { Lane } from '../../../runner/wire/lane.ts';
import { Recorder } from '../../../runner/wire/recorder.ts';
import { StdioCarrier } from '../../../runner/wire/stdio.ts';
import type { StdioTarget } from '../../../runner/target.ts';

const laneOf = (): Lane => new Lane('l', new Recorder('r', { frame: 0, exchange: 0 }, performance.now()));

function streams(lane: Lane): PassThrough {
  const stdout = new PassThrough();
  lane.carrier = new StdioCarrier(
    { kind: 'streams', open: () => ({ stdin: new PassThrough(), stdout, kill: () => stdout.destroy() }) },
    lane,
  );
  return stdout;
}

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

async function framesOf(chunks: readonly (string | Buffer)[]): Promise<readonly Frame[]> {
  const lane = laneOf();
  const stdout = streams(lane);
  for (const chunk of chunks) {
    stdout.write(chunk);
    await tick();
  }
  return lane.frames;
}

describe('StdioCarrier', () => {
  it('splits at the byte 0x0A alone, wherever chunks end', async () => {
    const frames = await framesOf(['{"a":1}\n{"b', '":"\u2028"}\r\n', '\n']);
    expect(frames.map(({ raw }) => raw)).toEqual(['{"a":1}', '{"b":"\u2028"}\r', '']);
    expect(frames.map(({ json }) => json)).toEqual([{ a: 1 }, { b: '\u2028' }, undefined]);
  });

  it('keeps bytes that are no UTF-8, and does not call them a message', async () => {
    const [frame] = await framesOf([Buffer.from([0x22, 0xff, 0xfe, 0x22, 0x0a])]);
    expect(frame?.latin1).toBe(true);
    expect(frame?.unparsed).toBe('not valid UTF-8');
    expect(Buffer.from(frame?.raw ?? '', 'latin1')).toEqual(Buffer.from([0x22, 0xff, 0xfe, 0x22]));
  });

  it('does not parse what is nested too deep', async () => {
    const [frame] = await framesOf([`${'['.repeat(100_000)}${']'.repeat(100_000)}\n`]);
    expect(frame?.json).toBeUndefined();
    expect(frame?.unparsed).toContain('nested deeper');
  });

  it('lets one unanswered request block no other, and ends all at the end of the process', async () => {
    const lane = laneOf();
    const stdout = streams(lane);
    const ask = (id: number): Promise<{ outcome: string }> =>
      lane.send({
        bytes: `{"jsonrpc":"2.0","id":${id},"method":"x"}`,
        method: 'x',
        by: 't',
        timeout: 60_000,
        awaits: { id },
      });
    const [hung, fine] = [ask(1), ask(2)];
    stdout.write('{"jsonrpc":"2.0","id":2,"result":{}}\n');
    expect((await fine).outcome).toBe('result');
    stdout.destroy();
    expect((await hung).outcome).toBe('closed');
  });

  it('takes an answer that comes after the timeout for one', async () => {
    const lane = laneOf();
    const stdout = streams(lane);
    const exchange = await lane.send({ bytes: '{}', method: 'x', by: 't', timeout: 1, awaits: { id: 1 } });
    expect(exchange.outcome).toBe('timeout');
    stdout.write('{"jsonrpc":"2.0","id":1,"error":{"code":-32602,"message":"slow"}}\n');
    await tick();
    expect(exchange.outcome).toBe('error');
    expect(exchange.response).toBeDefined();
  });

  it('tells string ids from number ids, and keeps a second answer with the first', async () => {
    const lane = laneOf();
    const stdout = streams(lane);
    const asked = lane.send({ bytes: '{}', method: 'x', by: 't', timeout: 60_000, awaits: { id: 1 } });
    stdout.write(
      '{"jsonrpc":"2.0","id":"1","result":{}}\n{"jsonrpc":"2.0","id":1,"result":{}}\n{"jsonrpc":"2.0","id":1,"result":{}}\n',
    );
    const exchange = await asked;
    await tick();
    expect(exchange.received).toHaveLength(2);
    expect(lane.frames).toHaveLength(3);
  });
});

describe('child processes', () => {
  const script = (source: string): StdioTarget => ({ kind: 'stdio', command: process.execPath, args: ['-e', source] });
  const gone = (pid: number): boolean => {
    try {
      process.kill(pid, 0);
      return false;
    } catch {
      return true;
    }
  };
  const until = async (holds: () => boolean): Promise<void> => {
    while (!holds()) await new Promise((resolve) => setTimeout(resolve, 10));
  };

  it('are gone though they ignore SIGTERM and left a grandchild holding the pipe', async () => {
    const lane = laneOf();
    const stubborn = `process.on('SIGTERM',()=>{});const c=require('child_process').spawn(process.execPath,['-e','process.on("SIGTERM",()=>{});setInterval(()=>{},1e6)'],{stdio:'inherit'});console.log(JSON.stringify({pid:process.pid,child:c.pid}));setInterval(()=>{},1e6)`;
    lane.carrier = new StdioCarrier(script(stubborn), lane);
    await until(() => lane.frames.length > 0);
    const [first] = lane.frames;
    const { pid, child } = (first as Frame).json as { pid: number; child: number };
    await lane.carrier.end('drop', 0);
    await until(() => gone(pid) && gone(child));
  });

  it('keep stderr as evidence and tell how they ended', async () => {
    const lane = laneOf();
    lane.carrier = new StdioCarrier(script(`console.error('no database');process.exit(3)`), lane);
    await until(() => lane.exit !== undefined);
    expect(lane.exit?.exit).toEqual({ code: 3, signal: null });
    expect(lane.recorder.frames.find(({ via }) => via === 'stderr')?.raw).toContain('no database');
  });

  it('that do not exist end at once and say so', async () => {
    const lane = laneOf();
    lane.carrier = new StdioCarrier({ kind: 'stdio', command: 'assay-no-such-program', args: [] }, lane);
    await until(() => lane.exit !== undefined);
    expect(lane.exit?.raw).toContain('ENOENT');
  });
});
