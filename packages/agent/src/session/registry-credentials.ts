import { AGENT_GATEWAY, unary } from '@devopsellence/protocol';
import type { Logger } from '@devopsellence/runtime';
import type { Client } from '@grpc/grpc-js';
import type { Credential } from '../engine/container-engine.js';

const DEADLINE_MS = 5000;

/** Which registry is asked, and for whom. */
export interface RegistryUse {
  readonly registryHost: string;
  readonly environmentId: string;
}

export type CredentialFor = (use: RegistryUse, signal: AbortSignal) => Promise<Credential>;

/** Asks the control plane for registry credentials, over the session there is at the moment. Keeps none. */
export class RegistryCredentials {
  readonly #logger: Logger;
  #client: Client | null = null;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Asks over this client until told otherwise; null while there is no session. */
  use(client: Client | null): void {
    this.#client = client;
  }

  /**
   * That of the environment's organization. Null: ask the registry anonymously. That is also all there is to try while the
   * control plane is away.
   */
  async credentialFor({ registryHost, environmentId }: RegistryUse, signal: AbortSignal): Promise<Credential> {
    const client = this.#client;
    if (client === null) return null;
    try {
      const context = { deadlineMs: DEADLINE_MS, signal };
      const { username, password } = await unary(
        client,
        AGENT_GATEWAY.GetRegistryCredential,
        { registryHost, environmentId },
        context,
      );
      return username === '' ? null : { username, password };
    } catch (error) {
      this.#logger.warn({ err: error, registryHost }, 'no registry credential: trying without');
      return null;
    }
  }
}
