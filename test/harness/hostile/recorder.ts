import { AGENT_GATEWAY, ENROLLMENT, OPERATOR } from '@devopsellence/protocol';

/** What the clients of this process send: the serialised messages by the path of their method, each once. */
export class Recorder {
  readonly #messages = new Map<string, Map<string, Buffer>>();

  /** Begins to record the clients of this process. */
  static start(): Recorder {
    const recorder = new Recorder();
    for (const service of [OPERATOR, ENROLLMENT, AGENT_GATEWAY]) {
      for (const method of Object.values(service)) {
        const serialize = method.requestSerialize;
        method.requestSerialize = (message: unknown) => {
          const bytes = serialize(message);
          recorder.#add(method.path, bytes);
          return bytes;
        };
      }
    }
    return recorder;
  }

  /** The messages that were sent to the method. */
  of(path: string): readonly Buffer[] {
    return [...(this.#messages.get(path)?.values() ?? [])];
  }

  #add(path: string, bytes: Buffer): void {
    const known = this.#messages.get(path) ?? new Map<string, Buffer>();
    this.#messages.set(path, known.set(bytes.toString('base64'), bytes));
  }
}
