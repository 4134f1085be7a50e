import { parseListenAddress } from '@devopsellence/runtime';
import { type ControlPlaneAddresses, ControlPlaneRun, type ControlPlaneRunDeps } from './control-plane-run.js';
import type { ServerConfig } from './server-config.js';

export type ControlPlaneDeps = Omit<ControlPlaneRunDeps, 'restart'>;

/**
 * A control plane that goes on in the same process after a restore: the one that runs is stopped, and another is started on
 * the addresses that it had. A process that is supervised by nothing stays up so.
 */
export class ControlPlane {
  readonly #deps: ControlPlaneDeps;
  readonly #broken = new AbortController();
  #current: ControlPlaneRun;
  #config: ServerConfig;
  #isStopped = false;
  #turn: Promise<void> = Promise.resolve();

  constructor(deps: ControlPlaneDeps) {
    this.#deps = deps;
    this.#config = deps.config;
    this.#current = this.#next();
  }

  /** Resolves once calls are served. When it rejects, everything it had begun is undone. Called once. */
  async start(): Promise<ControlPlaneAddresses> {
    const addresses = await this.#current.start();
    const bound = (address: string) => parseListenAddress('listen address', address, address);
    this.#config = {
      ...this.#config,
      operatorListen: bound(addresses.operator),
      agentListen: bound(addresses.agent),
      metricsListen: bound(addresses.metrics),
    };
    return addresses;
  }

  /** Ends all calls and streams, writes what is not written yet, and gives everything back, within a few seconds. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#turn;
    await this.#current.stop();
  }

  /** Aborts, with the reason, when it could not be started anew: then nothing runs any more. */
  get broken(): AbortSignal {
    return this.#broken.signal;
  }

  #next(): ControlPlaneRun {
    return new ControlPlaneRun({ ...this.#deps, config: this.#config, restart: () => this.#restartSoon() });
  }

  /** The call that asks for it is answered first. */
  #restartSoon(): void {
    this.#turn = new Promise((resolve) => setImmediate(resolve)).then(() => this.#restart());
  }

  async #restart(): Promise<void> {
    if (this.#isStopped) return;
    try {
      await this.#current.stop();
      this.#current = this.#next();
      const addresses = await this.#current.start();
      this.#deps.logger.info(addresses, 'serving again');
    } catch (error) {
      this.#deps.logger.error({ error }, 'the control plane could not be started anew');
      this.#broken.abort(error);
    }
  }
}
