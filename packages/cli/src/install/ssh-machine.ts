import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { AppError } from '@devopsellence/core';
import type { AgentBinary, Machine, MachineFacts } from './machine.js';
import { readFacts } from './read-facts.js';
import { SCRIPTS } from './scripts.js';
import { type SshOutside, SshShell } from './ssh-shell.js';
import { type SshTarget, titleOf } from './ssh-target.js';

/** A machine that the system's ssh reaches. */
export class SshMachine implements Machine {
  readonly title: string;
  readonly #shell: SshShell;

  private constructor(title: string, shell: SshShell) {
    this.title = title;
    this.#shell = shell;
  }

  static async open(target: SshTarget, outside: SshOutside): Promise<SshMachine> {
    return new SshMachine(titleOf(target), await SshShell.open(target, outside));
  }

  async examine(): Promise<MachineFacts> {
    return readFacts(await this.#must('look at it', SCRIPTS.examine));
  }

  async installDocker(): Promise<void> {
    await this.#must('install Docker', SCRIPTS.installDocker);
  }

  async placeAgent({ path, digest }: AgentBinary, worked: boolean): Promise<string> {
    const file = createReadStream(path);
    const compressed = file.pipe(createGzip({ level: 1 }));
    file.once('error', (error) => compressed.destroy(error));
    return (await this.#must('put the agent there', SCRIPTS.placeAgent(digest, worked), compressed)).trim();
  }

  async recordProven(digest: string): Promise<void> {
    await this.#must('write down which agent works', SCRIPTS.recordProven(digest));
  }

  async putBack(): Promise<void> {
    await this.#must('put the agent from before back', SCRIPTS.putBack);
  }

  async join(address: string, token: string): Promise<void> {
    await this.#must('join', SCRIPTS.join(address), Readable.from([token]));
  }

  async startAgent(): Promise<void> {
    await this.#must('start the agent', SCRIPTS.startAgent);
  }

  async stopAgent(): Promise<void> {
    await this.#must('stop the agent', SCRIPTS.stopAgent);
  }

  async countContainers(nodeId: string): Promise<number> {
    const ids = await this.#must('list the containers', SCRIPTS.listContainers(nodeId));
    return ids.split('\n').filter((line) => line.trim() !== '').length;
  }

  async removeWorkloads(nodeId: string): Promise<void> {
    await this.#must('remove what runs', SCRIPTS.removeWorkloads(nodeId));
  }

  async removeAgent(): Promise<void> {
    await this.#must('remove the agent', SCRIPTS.removeAgent);
  }

  async agentLog(lines: number): Promise<readonly string[]> {
    const log = await this.#must('read the log of the agent', SCRIPTS.agentLog(lines));
    return log.split('\n').filter((line) => line !== '');
  }

  close(): Promise<void> {
    return this.#shell.close();
  }

  async #must(what: string, script: string, input: Readable | null = null): Promise<string> {
    const { exitCode, stdout, stderr } = await this.#shell.run(script, input);
    if (exitCode === 0) return stdout;
    const said = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
    throw /^sudo: |sudo: .*(not found|password)/m.test(stderr) ? this.#notRoot(said) : this.#failed(what, said);
  }

  #notRoot(evidence: readonly string[]): AppError {
    return new AppError('machine_unsuitable', {
      message: `${this.title} is neither root nor may it use sudo without a password; nothing was changed`,
      evidence: evidence.slice(-3),
      nextActions: ['the same command with --user root, or with somebody whom sudo asks for no password'],
    });
  }

  #failed(what: string, evidence: readonly string[]): AppError {
    return new AppError('machine_unsuitable', {
      message: `could not ${what} on ${this.title}`,
      evidence: evidence.slice(-10),
      nextActions: ['mend it, then the same command again: it goes on from there'],
    });
  }
}
