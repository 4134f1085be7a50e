import { connect, createServer, type Server, type Socket } from 'node:net';

/** A moment in the talk between an agent and its engine. */
export interface EngineMoment {
  /** Of the requests that change something, counted from 1 since `count` was set back. */
  readonly request: number;
  /** `before`: the engine never hears of it. `after`: the engine has done it, the agent never hears of that. */
  readonly side: 'before' | 'after';
}

const REQUEST = /^(POST|DELETE) (\S+) HTTP\/1\.1/;

/**
 * Stands between an agent and its engine, counts the requests that change something, and lets something happen at one of
 * them. Checks of readiness (`exec`) are not counted: how many there are depends on time.
 */
export class EngineProxy {
  /** Requests that would change something, so far; may be set back to 0. */
  count = 0;
  /** What each of them was, since the last reset. */
  readonly seen: string[] = [];
  readonly socketPath: string;
  readonly #engineSocket: string;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #armed: (EngineMoment & { readonly act: () => void }) | undefined;

  private constructor(socketPath: string, engineSocket: string) {
    this.socketPath = socketPath;
    this.#engineSocket = engineSocket;
    this.#server = createServer((agent) => this.#relay(agent));
  }

  static async listen(socketPath: string, engineSocket: string): Promise<EngineProxy> {
    const proxy = new EngineProxy(socketPath, engineSocket);
    await new Promise<void>((resolve, reject) => {
      proxy.#server.once('error', reject).listen(socketPath, resolve);
    });
    return proxy;
  }

  /** For an agent's `--docker-host`. */
  get dockerHost(): string {
    return `unix://${this.socketPath}`;
  }

  /** Counts from the beginning. */
  reset(): void {
    this.count = 0;
    this.seen.length = 0;
  }

  /** Calls `act` once, at this moment; its effect must be there when it returns. */
  at(moment: EngineMoment, act: () => void): void {
    this.#armed = { ...moment, act };
  }

  disarm(): void {
    this.#armed = undefined;
  }

  close(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#server.close();
  }

  #relay(agent: Socket): void {
    const engine = connect(this.#engineSocket);
    let onAnswer: (() => void) | undefined;
    for (const socket of [agent, engine]) {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    }
    agent.on('error', () => engine.destroy()).on('close', () => engine.destroy());
    // What the engine said last has yet to reach the agent.
    engine.on('error', () => agent.destroy()).on('close', () => agent.end());
    agent.on('data', (bytes) => {
      const act = this.#actAt(bytes);
      if (act?.side === 'before') act.act();
      else engine.write(bytes);
      if (act?.side === 'after') onAnswer = act.act;
    });
    engine.on('data', (bytes) => {
      if (onAnswer === undefined) agent.write(bytes);
      else onAnswer();
      onAnswer = undefined;
    });
  }

  /** What to do at this request, if it is the one. */
  #actAt(bytes: Buffer): (EngineMoment & { readonly act: () => void }) | undefined {
    const [, method, path = ''] = REQUEST.exec(bytes.toString('latin1', 0, 2048)) ?? [];
    if (method === undefined || /\/exec(\/|$)/.test(path)) return undefined;
    this.count += 1;
    this.seen.push(`${method} ${path}`);
    const armed = this.#armed;
    if (armed?.request !== this.count) return undefined;
    this.#armed = undefined;
    return armed;
  }
}
