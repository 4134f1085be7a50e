import { type NodeCredentials, type NodeIdentity, readCredentials, writeIdentity } from './identity.js';

/** Who this node is now: what is on disk, and what a session has learnt. Changes are on disk before they are used. */
export class HeldCredentials {
  readonly #stateDir: string;
  #current: NodeCredentials;
  #writing: Promise<void> = Promise.resolve();

  constructor(stateDir: string, credentials: NodeCredentials) {
    this.#stateDir = stateDir;
    this.#current = credentials;
  }

  get current(): NodeCredentials {
    return this.#current;
  }

  get identity(): NodeIdentity {
    return this.#current.identity;
  }

  /** Takes up what another process has written: the node may have joined again meanwhile. */
  async refresh(): Promise<void> {
    await this.#writing;
    this.#current = (await readCredentials(this.#stateDir)) ?? this.#current;
  }

  /** Replaces parts of the identity. Resolves when they would survive power loss; rejects, and keeps the old, when not. */
  update(change: Pick<NodeIdentity, 'certificate'> | Pick<NodeIdentity, 'trust'>): Promise<void> {
    const write = this.#writing.then(async () => {
      const identity = { ...this.#current.identity, ...change };
      await writeIdentity(this.#stateDir, identity);
      this.#current = { ...this.#current, identity };
    });
    this.#writing = write.catch(() => undefined);
    return write;
  }
}
