import { formatAddress } from '@devopsellence/runtime';
import { advertisedHosts, type ServerConfig } from './server-config.js';

/** Where this control plane is reached. Ports are set once they are bound, before the first call is served. */
export class Endpoints {
  readonly #config: ServerConfig;
  #operatorPort = 0;
  #agentPort = 0;

  constructor(config: ServerConfig) {
    this.#config = config;
  }

  operatorBound(port: number): void {
    this.#operatorPort = port;
  }

  agentBound(port: number): void {
    this.#agentPort = port;
  }

  /** host:port of the operator API, as a new node should dial it. */
  operatorAddress(): string {
    const { operatorListen } = this.#config;
    const [host = operatorListen.host] = advertisedHosts(this.#config, operatorListen);
    return formatAddress({ host, port: this.#operatorPort });
  }

  /** host:port of the agent gateway, best first. */
  gatewayAddresses(): string[] {
    const hosts = advertisedHosts(this.#config, this.#config.agentListen);
    return hosts.map((host) => formatAddress({ host, port: this.#agentPort }));
  }
}
