import { Readable } from 'node:stream';
import { stopGroups } from '@devopsellence/core';
import type { AgentBinary, Machine, MachineFacts } from './machine.js';
import { readFacts } from './read-facts.js';
import { compressed, linesOf, runScript } from './run-script.js';
import { SCRIPTS } from './scripts.js';
import type { Shell } from './shell.js';
import { readStoppingContainers } from './stopping-containers.js';

/** A machine on which a shell runs. */
export class ShellMachine implements Machine {
  readonly #shell: Shell;

  constructor(shell: Shell) {
    this.#shell = shell;
  }

  get title(): string {
    return this.#shell.title;
  }

  async examine(): Promise<MachineFacts> {
    return readFacts(await this.#run('look at it', SCRIPTS.examine));
  }

  async installDocker(): Promise<void> {
    await this.#run('install Docker', SCRIPTS.installDocker);
  }

  async placeAgent({ path, digest }: AgentBinary, worked: boolean): Promise<string> {
    return (await this.#run('put the agent there', SCRIPTS.placeAgent(digest, worked), compressed(path))).trim();
  }

  async recordProven(digest: string): Promise<void> {
    await this.#run('write down which agent works', SCRIPTS.recordProven(digest));
  }

  async putBack(): Promise<void> {
    await this.#run('put the agent from before back', SCRIPTS.putBack);
  }

  async join(address: string, token: string): Promise<void> {
    await this.#run('join', SCRIPTS.join(address), Readable.from([token]));
  }

  async startAgent(): Promise<void> {
    await this.#run('start the agent', SCRIPTS.startAgent);
  }

  async agentProcess(): Promise<string | null> {
    return (await this.#run('look for the agent', SCRIPTS.agentProcess)).trim() || null;
  }

  async stopAgent(): Promise<void> {
    await this.#run('stop the agent', SCRIPTS.stopAgent);
  }

  async countContainers(nodeId: string): Promise<number> {
    return linesOf(await this.#run('list the containers', SCRIPTS.listContainers(nodeId))).length;
  }

  async removeWorkloads(nodeId: string): Promise<void> {
    const containers = readStoppingContainers(await this.#run('list the containers', SCRIPTS.listContainers(nodeId)));
    const groups = stopGroups(containers).map((group) => group.map(({ id }) => id));
    await this.#run('remove what runs', SCRIPTS.removeWorkloads(nodeId, groups));
  }

  async removeAgent(): Promise<void> {
    await this.#run('remove the agent', SCRIPTS.removeAgent);
  }

  async agentLog(lines: number): Promise<readonly string[]> {
    return linesOf(await this.#run('read the log of the agent', SCRIPTS.agentLog(lines)));
  }

  close(): Promise<void> {
    return this.#shell.close();
  }

  #run(what: string, script: string, input?: Readable): Promise<string> {
    return runScript(this.#shell, { what, script, ...(input === undefined ? {} : { input }) });
  }
}
