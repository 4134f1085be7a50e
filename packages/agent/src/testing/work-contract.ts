import { someTraits } from '@devopsellence/core/testing';
import { expect, it } from 'vitest';
import { read } from './collect.js';
import type { ContractTools } from './naming-contract.js';

/** The part of the contract that is about standalone services, and what operators ask of a container at work. */
export function workContract({ engine, aContainer, started, signal }: ContractTools): void {
  it('runs a standalone service in the network of the node, under labels that it was given', async () => {
    const web = aContainer('contract-host', 'sleep 1000');
    const standalone = someTraits({ labels: { 'oduflow.service': 'web' }, isHostNetwork: true, isNetAdmin: true });
    const id = await engine().createContainer({ ...web, definition: { ...web.definition, standalone } }, signal);
    await engine().startContainer(id, signal);
    const expected = { id, service: 'web', state: 'running', address: '127.0.0.1' };
    expect(await engine().listContainers(signal)).toMatchObject([expected]);
    expect(await engine().inspectContainer(id, signal)).toMatchObject(expected);
  });

  it('restarts a container in place: the same one, at work in another run', async () => {
    const id = await started('contract-web', 'sleep 1000');
    const before = await engine().inspectContainer(id, signal);
    await engine().restartContainer(id, 0, signal);
    const after = await engine().inspectContainer(id, signal);
    expect(after).toMatchObject({ id, state: 'running', exitCode: null, finishedAt: null, isNamed: true });
    expect(after?.startedAt).toBeGreaterThan(before?.startedAt ?? Number.POSITIVE_INFINITY);
    const missing = engine().restartContainer('contract-none', 0, signal);
    await expect(missing).rejects.toMatchObject({ code: 'service_not_running' });
  });

  it('starts no container whose port somebody else has, and starts it when that is gone', async () => {
    const publishing = async (name: string) => {
      const made = aContainer(name, 'sleep 1000');
      const standalone = someTraits({ publishedPorts: [{ protocol: 'tcp', port: 18_081 }] });
      return await engine().createContainer({ ...made, definition: { ...made.definition, standalone } }, signal);
    };
    const [first, second] = [await publishing('contract-first'), await publishing('contract-second')];
    await engine().startContainer(first, signal);
    await expect(engine().startContainer(second, signal)).rejects.toMatchObject({ code: 'port_in_use' });
    await engine().stopContainer(first, 0, signal);
    await engine().startContainer(second, signal);
    expect(await engine().inspectContainer(second, signal)).toMatchObject({ state: 'running' });
  });

  it('tells how a container of a standalone service ended that the engine is to start again', async () => {
    const made = aContainer('contract-loop', 'exit 3');
    const standalone = someTraits({ isHostNetwork: true });
    const definition = { ...made.definition, standalone };
    const id = await engine().createContainer({ ...made, definition }, signal);
    await engine().startContainer(id, signal);
    const ended = { state: 'running', exitCode: 3, finishedAt: expect.any(Number) as number, address: null };
    await expect
      .poll(() => engine().inspectContainer(id, signal), { timeout: 10_000, interval: 20 })
      .toMatchObject(ended);
    await engine().stopContainer(id, 0, signal);
    expect(await engine().inspectContainer(id, signal)).toMatchObject({ ...ended, state: 'exited' });
  });

  it('tells which ports containers publish, and whose they are', async () => {
    const web = aContainer('contract-ports', 'sleep 1000');
    const publishedPorts = [
      { protocol: 'tcp', port: 18_080 },
      { protocol: 'udp', port: 18_080 },
    ] as const;
    const definition = { ...web.definition, standalone: someTraits({ publishedPorts }) };
    const id = await engine().createContainer({ ...web, definition }, signal);
    expect(await engine().publishedPorts(signal)).toEqual([]);
    await engine().startContainer(id, signal);
    const { name: container, environmentId, service } = web;
    const seen = await engine().publishedPorts(signal);
    for (const port of publishedPorts) expect(seen).toContainEqual({ ...port, container, environmentId, service });
    expect(seen.filter(({ port }) => port !== 18_080)).toEqual([]);
    await engine().stopContainer(id, 0, signal);
    expect(await engine().publishedPorts(signal)).toEqual([]);
  });

  it('runs a command with its output, input and exit code', async () => {
    const containerId = await started('contract-web', 'sleep 1000');
    const command = ['sh', '-c', 'echo out; cat; exit 7'];
    const session = await engine().exec({ containerId, command, terminal: null, stdin: true, user: '' }, signal);
    await session.write(Buffer.from('in\n'));
    session.endInput();
    const output = await read(session.output);
    expect(Buffer.concat(output.map(({ data }) => data)).toString()).toBe('out\nin\n');
    expect(await session.exitCode()).toBe(7);
  });

  it('runs a command as who is named, and none as somebody whom the container does not know', async () => {
    const containerId = await started('contract-web', 'sleep 1000');
    const command = ['sh', '-c', 'test "$(id -u)" = 12345 && exit 7; exit 1'];
    for (const terminal of [null, { columns: 80, rows: 24 }]) {
      const execAs = (user: string) => engine().exec({ containerId, command, terminal, stdin: false, user }, signal);
      const session = await execAs('12345');
      expect(await read(session.output)).toEqual([]);
      expect(await session.exitCode()).toBe(7);
      const nobody = read((await execAs('nobody-at-all')).output);
      await expect(nobody).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('runs no command in a container that does not run', async () => {
    const containerId = await engine().createContainer(aContainer('contract-web', 'sleep 1000'), signal);
    const exec = engine().exec({ containerId, command: ['true'], terminal: null, stdin: false, user: '' }, signal);
    await expect(exec).rejects.toMatchObject({ code: 'service_not_running' });
  });
}
