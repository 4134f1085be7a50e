import { type Method, OPERATOR, openChannel, unary, type wire } from '@devopsellence/protocol';
import { type Client, Metadata } from '@grpc/grpc-js';

export interface HonestOptions {
  readonly address: string;
  readonly certificateAuthority: string;
  readonly token: string;
  /** The name of a node that is online all the time. */
  readonly online: string;
}

/**
 * An operator who asks all the time, while others misbehave, over one connection that stays and over new ones; every
 * answer must be a good one.
 */
export class HonestClients {
  readonly #options: HonestOptions;
  readonly #client: Client;
  readonly #metadata = new Metadata();
  readonly #stop = new AbortController();
  readonly #asking: Promise<void>;
  /** What went wrong, in words. */
  readonly failures: string[] = [];
  served = 0;

  constructor(options: HonestOptions) {
    this.#options = options;
    this.#client = this.#connect();
    this.#metadata.set('authorization', `Bearer ${options.token}`);
    this.#asking = this.#ask();
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#asking;
    this.#client.close();
  }

  async #ask(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#call(OPERATOR.GetFleetStatus);
      await this.#call(OPERATOR.ListNodes, ({ nodes }) => this.#isOnline(nodes));
      const newcomer = this.#connect();
      await this.#call(OPERATOR.WhoAmI, () => true, newcomer);
      newcomer.close();
    }
  }

  #isOnline(nodes: readonly wire.Node__Output[]): boolean {
    return nodes.some(({ name, connection }) => name === this.#options.online && connection === 'CONNECTION_ONLINE');
  }

  #connect(): Client {
    const { address, certificateAuthority } = this.#options;
    return openChannel(address, { certificateAuthority });
  }

  async #call<Reply>(
    method: Method<object, Reply>,
    isGood: (reply: Reply) => boolean = () => true,
    client = this.#client,
  ): Promise<void> {
    const began = Date.now();
    const fail = (why: string) => this.failures.push(`${method.path} after ${Date.now() - began} ms: ${why}`);
    try {
      const reply = await unary(client, method, {}, { metadata: this.#metadata, deadlineMs: 30_000 });
      if (isGood(reply)) this.served += 1;
      else fail(JSON.stringify(reply));
    } catch (error) {
      fail(error instanceof Error ? `${error.message} ${JSON.stringify(error)}` : String(error));
    }
  }
}
