import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import type { Clock } from '@devopsellence/runtime';
import { onTestFinished } from 'vitest';
import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { Outside, ProgramCall, ProgramResult } from '../outside.js';
import { run } from '../run.js';
import { fakeClient } from './fake-client.js';
import { FakeIo, type FakeIoOptions } from './fake-io.js';

export const FINGERPRINT = 'ab'.repeat(32);
export const TOKEN = `dvo_operator_${FINGERPRINT}_${'s'.repeat(43)}`;
export const NOW = Date.parse('2026-03-01T12:00:00Z');

/** The variables of somebody who is logged in to cp:7443. */
export const LOGGED_IN = { DEVOPSELLENCE_SERVER: 'cp:7443', DEVOPSELLENCE_TOKEN: TOKEN } as const;

/** A small app: one service built here, one with an image. */
export const SHOP_CONFIG = `schema_version: 1
organization: acme
project: shop
services:
  web:
    ports:
      - name: http
        port: 3000
    healthcheck:
      path: /up
      port: 3000
  redis:
    image: redis:7-alpine
environments:
  staging: {}
`;

export interface CliOptions extends FakeIoOptions {
  readonly client?: Partial<ControlPlaneClient>;
  readonly outside?: Partial<Outside>;
  readonly io?: FakeIo;
}

export interface CliResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly io: FakeIo;
}

/** Runs the words after `devopsellence` in a process of its own making. */
export async function cli(words: string | readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const cwd = options.cwd ?? (await folder());
  const home = options.env?.DEVOPSELLENCE_STATE_HOME ?? (await folder());
  const io = options.io ?? new FakeIo({ ...options, cwd, env: { DEVOPSELLENCE_STATE_HOME: home, ...options.env } });
  const argv = typeof words === 'string' ? words.split(' ') : words;
  const exitCode = await run(argv, io, fakeOutside(options));
  return { exitCode, stdout: io.stdout.text, stderr: io.stderr.text, io };
}

/** An empty folder that is removed after the test. */
export async function folder(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'devopsellence-cli-'));
  onTestFinished(() => rm(path, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) await writeFile(join(path, name), content);
  return path;
}

/** The folder of the small app. */
export function shop(): Promise<string> {
  return folder({ 'devopsellence.yml': SHOP_CONFIG });
}

/** JSON documents, one a line. */
export function documentsIn(stdout: string): readonly unknown[] {
  return stdout
    .trimEnd()
    .split('\n')
    .map((line): unknown => JSON.parse(line));
}

/** A clock on which waiting takes no time. */
export class SkippingClock implements Clock {
  #now = NOW;

  now(): number {
    return this.#now;
  }

  monotonicMs(): number {
    return this.#now;
  }

  sleep(ms: number): Promise<void> {
    this.#now += ms;
    return Promise.resolve();
  }
}

/** What a program answers. */
export interface ProgramAnswer extends Partial<ProgramResult> {
  /** Given to whoever follows what the program writes. */
  readonly output?: string;
  /** Done while it runs. */
  readonly during?: (call: ProgramCall) => Promise<void>;
}

/** Answers programs by the beginning of their command line; all others are not installed. */
export function programs(answers: Readonly<Record<string, ProgramAnswer>>): {
  readonly run: Outside['runProgram'];
  readonly calls: string[];
} {
  const calls: string[] = [];
  const runProgram = async (call: ProgramCall): Promise<ProgramResult> => {
    const line = [call.program, ...call.args].join(' ');
    calls.push(line);
    const [, answer] = Object.entries(answers).find(([start]) => line.startsWith(start)) ?? [];
    await answer?.during?.(call);
    call.onOutput?.(Buffer.from(answer?.output ?? ''));
    return { exitCode: answer === undefined ? null : (answer.exitCode ?? 0), stdout: answer?.stdout ?? '' };
  };
  return { run: runProgram, calls };
}

function noStream(): never {
  throw new AppError('internal', { message: 'the test expects no such program' });
}

function fakeOutside({ client = {}, outside = {} }: CliOptions): Outside {
  return {
    clock: new SkippingClock(),
    random: () => 0.5,
    requestToken: () => 'request-1',
    fetchAuthority: () => Promise.resolve('PEM'),
    connect: () => Promise.resolve(fakeClient(client)),
    openMachine: () => Promise.reject(new AppError('internal', { message: 'the test expects no machine' })),
    openHere: () => Promise.reject(new AppError('internal', { message: 'the test expects nothing here' })),
    streamProgram: noStream,
    runProgram: programs({}).run,
    ...outside,
  };
}
