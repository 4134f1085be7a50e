import { type Method, OPERATOR, openChannel, unary } from '@devopsellence/protocol';
import { type Client, Metadata } from '@grpc/grpc-js';

export interface HonestOptions {
  readonly address: string;
  readonly certificateAuthority: string;
  readonly token: string;
}

/** An operator who asks all the time, while others misbehave; every answer must be a good one. */
export class HonestClients {
  readonly #client: Client;
  readonly #metadata = new Metadata();
  readonly #stop = new AbortController();
  readonly #asking: Promise<void>;
  readonly failures: unknown[] = [];
  served = 0;

  constructor({ address, certificateAuthority, token }: HonestOptions) {
    this.#client = openChannel(address, { certificateAuthority });
    this.#metadata.set('authorization', `Bearer ${token}`);
    this.#asking = this.#ask();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#asking;
    this.#client.close();
  }

  async #ask(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#call(OPERATOR.WhoAmI);
      await this.#call(OPERATOR.ListNodes);
      await this.#call(OPERATOR.GetFleetStatus);
    }
  }

  async #call<Reply>(method: Method<object, Reply>): Promise<void> {
    try {
      await unary(this.#client, method, {}, { metadata: this.#metadata, deadlineMs: 30_000 });
      this.served += 1;
    } catch (error) {
      this.failures.push(error);
    }
  }
}
