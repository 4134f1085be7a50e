import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import type { Check } from '@devopsellence/core';
import type { ContainerEngine } from '../engine/container-engine.js';

export interface CheckResult {
  readonly ok: boolean;
  /** What was seen, in a few words. */
  readonly detail: string;
}

export interface CheckTarget {
  readonly containerId: string;
  readonly address: string;
}

/** Makes one check: never rejects, for whatever goes wrong is what was seen; ends soon after the signal aborts. */
export type MakeCheck = (signal: AbortSignal) => Promise<CheckResult>;

/** How one run of a container is checked, until `life` aborts. */
export function checkOf(engine: ContainerEngine, check: Check, target: CheckTarget, life: AbortSignal): MakeCheck {
  switch (check.kind) {
    case 'http':
      return seeing((signal) => checkHttp({ ...check, address: target.address }, signal));
    case 'tcp':
      return seeing((signal) => checkTcp({ ...check, address: target.address }, signal));
    case 'command':
      return commandCheck(() => seeing(() => runCommand(engine, { ...check, ...target }, life))(life));
  }
}

function seeing(attempt: MakeCheck): MakeCheck {
  return async (signal) => {
    try {
      return await attempt(signal);
    } catch (error) {
      return signal.aborted ? NO_ANSWER : { ok: false, detail: detailOf(error) };
    }
  };
}

const NO_ANSWER: CheckResult = { ok: false, detail: 'no answer in time' };

/** An engine cannot end a command: while one that took too long still runs, no other is started beside it. */
function commandCheck(run: () => Promise<CheckResult>): MakeCheck {
  let overdue: Promise<unknown> | null = null;
  return async (signal) => {
    if (overdue !== null) return { ok: false, detail: 'the command of an earlier check still runs' };
    const running = run();
    const result = await Promise.race([running, aborted(signal)]);
    if (result !== null) return result;
    overdue = running.finally(() => {
      overdue = null;
    });
    return NO_ANSWER;
  };
}

function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(null), { once: true }));
}

function checkHttp(
  { address, port, path }: { readonly address: string; readonly port: number; readonly path: string },
  signal: AbortSignal,
): Promise<CheckResult> {
  return new Promise((resolve, reject) => {
    const get = request(
      { host: address, port, path, signal, agent: NEW_CONNECTIONS, headers: HTTP_HEADERS },
      (response) => {
        const status = response.statusCode ?? 0;
        response.destroy();
        resolve({ ok: status >= 200 && status < 400, detail: `HTTP ${status}` });
      },
    );
    get.once('error', reject);
    get.end();
  });
}

/** A check that reuses a connection would not see that no new one is accepted. */
const NEW_CONNECTIONS = new Agent({ keepAlive: false });
const HTTP_HEADERS = { 'User-Agent': 'devopsellence-agent', Connection: 'close' };

function checkTcp(
  { address, port }: { readonly address: string; readonly port: number },
  signal: AbortSignal,
): Promise<CheckResult> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: address, port, signal });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.destroy();
      resolve({ ok: true, detail: 'connected' });
    });
  });
}

async function runCommand(
  engine: ContainerEngine,
  { containerId, command }: { readonly containerId: string; readonly command: readonly string[] },
  signal: AbortSignal,
): Promise<CheckResult> {
  const session = await engine.exec({ containerId, command, terminal: null, stdin: false, user: '' }, signal);
  for await (const _ of session.output) if (signal.aborted) return NO_ANSWER;
  const exitCode = await session.exitCode();
  return { ok: exitCode === 0, detail: `exit code ${exitCode}` };
}

function detailOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ECONNREFUSED':
      return 'connection refused';
    case 'ECONNRESET':
      return 'connection closed without an answer';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'address unreachable';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}
