import { type ClientRequest, type IncomingMessage, request } from 'node:http';

/** Plain calls to a Docker Engine over its socket: the least that any client can do, so the cost of the engine itself. */
export class EngineApi {
  readonly #socketPath: string;

  constructor(socketPath: string) {
    this.#socketPath = socketPath;
  }

  /** Creates and starts one container on a network; resolves to its id. */
  async runContainer(name: string, options: { network: string; restart?: string; labels?: object }): Promise<string> {
    const { network, restart = 'no', labels = {} } = options;
    const body = {
      Image: 'busybox:1.36',
      Cmd: IDLE_COMMAND,
      Labels: labels,
      HostConfig: { NetworkMode: network, RestartPolicy: { Name: restart } },
      NetworkingConfig: { EndpointsConfig: { [network]: { Aliases: [name] } } },
    };
    const { Id: id } = await this.#json<{ Id: string }>('POST', `/containers/create?name=${name}`, body);
    await this.#json('POST', `/containers/${id}/start`);
    return id;
  }

  async createNetwork(name: string): Promise<void> {
    await this.#json('POST', '/networks/create', { Name: name, CheckDuplicate: true });
  }

  async removeNetwork(name: string): Promise<void> {
    await this.#json('DELETE', `/networks/${name}`);
  }

  async remove(id: string): Promise<void> {
    await this.#json('DELETE', `/containers/${id}?force=true&v=true`);
  }

  /**
   * Makes the container's process end by itself. The engine's own kill would not do: it takes a killed container for one
   * that was stopped by hand, and does not restart it.
   */
  async endProcess(id: string): Promise<void> {
    const { Id: exec } = await this.#json<{ Id: string }>('POST', `/containers/${id}/exec`, { Cmd: ['kill', '1'] });
    await this.#json('POST', `/exec/${exec}/start`, { Detach: true });
  }

  async list(label: string): Promise<readonly { Id: string; Names: string[] }[]> {
    return this.#json('GET', `/containers/json?filters=${encodeURIComponent(JSON.stringify({ label: [label] }))}`);
  }

  /** Calls back with the engine's own time, in ms, of every event of containers. Returns how to stop. */
  async watch(onEvent: (action: string, id: string, atMs: number) => void): Promise<() => void> {
    const filters = encodeURIComponent(JSON.stringify({ type: ['container'] }));
    const call = request({ socketPath: this.#socketPath, path: `/events?filters=${filters}` });
    const response = await answer(call);
    let rest = '';
    response.setEncoding('utf8').on('data', (text: string) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const event = JSON.parse(line) as { Action: string; id: string; timeNano: number };
        onEvent(event.Action, event.id, event.timeNano / 1e6);
      }
    });
    response.on('error', () => undefined);
    return () => call.destroy();
  }

  async #json<Reply>(method: string, path: string, body?: object): Promise<Reply> {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) };
    const call = request({ socketPath: this.#socketPath, method, path, headers });
    call.end(text);
    const response = await answer(call);
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const reply = Buffer.concat(chunks).toString();
    if ((response.statusCode ?? 500) >= 400) throw new Error(`${method} ${path}: ${reply}`);
    return (reply === '' ? undefined : JSON.parse(reply)) as Reply;
  }
}

/** What every container of a benchmark runs: nothing, and it ends at once when asked to. */
export const IDLE_COMMAND = ['sh', '-c', 'trap "exit 0" TERM; while :; do sleep 3600 & wait; done'];

function answer(call: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    call.once('response', resolve).once('error', reject);
    if (!call.writableEnded) call.end();
  });
}
