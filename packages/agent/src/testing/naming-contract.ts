import { expect, it } from 'vitest';
import type { ContainerEngine, NewContainer } from '../engine/container-engine.js';

/** What the contract's tests make containers with. */
export interface ContractTools {
  /** The engine of the test that runs. */
  readonly engine: () => ContainerEngine;
  readonly aContainer: (name: string, script: string) => NewContainer;
  /** Resolves to its id. */
  readonly started: (name: string, script: string) => Promise<string>;
  readonly ended: (id: string) => Promise<void>;
  readonly network: string;
  readonly signal: AbortSignal;
}

/** The part of the contract that is about names and addresses of containers on their network. */
export function namingContract({ engine, aContainer, started, ended, network, signal }: ContractTools): void {
  it('starts a container once, with an address on its network', async () => {
    const id = await started('contract-web', 'sleep 1000');
    const first = await engine().inspectContainer(id, signal);
    await engine().startContainer(id, signal);
    expect(await engine().inspectContainer(id, signal)).toEqual(first);
    expect(first?.state).toBe('running');
    expect(first?.address).toMatch(/^\d+\.\d+\.\d+\.\d+$/);
    expect(first?.startedAt).toBeGreaterThan(0);
    expect(await engine().listNetworks(signal)).toMatchObject([{ attached: [id] }]);
  });

  it('gives a running container the name of its service and takes it away, at the address and in the run that it has', async () => {
    const id = await engine().createContainer({ ...aContainer('contract-web', 'sleep 1000'), isNamed: false }, signal);
    await engine().startContainer(id, signal);
    const nameless = await engine().inspectContainer(id, signal);
    expect(nameless).toMatchObject({ isNamed: false });
    const place = { network: network, address: nameless?.address ?? null };
    await engine().nameContainer(id, { place, name: 'web' }, signal);
    expect(await engine().inspectContainer(id, signal)).toEqual({ ...nameless, isNamed: true });
    expect(await engine().listNetworks(signal)).toMatchObject([{ attached: [id] }]);
    await engine().nameContainer(id, { place, name: null }, signal);
    expect(await engine().inspectContainer(id, signal)).toEqual(nameless);
  });

  it('takes a new name of a container that does not run, or is missing, for done', async () => {
    const id = await started('contract-web', 'exit 0');
    await ended(id);
    for (const each of [id, 'contract-none']) {
      await engine().nameContainer(each, { place: { network: network, address: null }, name: null }, signal);
    }
    expect(await engine().inspectContainer(id, signal)).toMatchObject({ isNamed: true });
  });

  it('starts a container again whose address has gone to another one meanwhile', async () => {
    const id = await started('contract-web', 'sleep 1000');
    const address = (await engine().inspectContainer(id, signal))?.address ?? null;
    await engine().nameContainer(id, { place: { network: network, address }, name: 'web' }, signal);
    await engine().stopContainer(id, 0, signal);
    const other = await started('contract-other', 'sleep 1000');
    await engine().nameContainer(other, { place: { network: network, address }, name: null }, signal);
    expect(await engine().inspectContainer(other, signal)).toMatchObject({ address });
    await engine().startContainer(id, signal);
    expect(await engine().inspectContainer(id, signal)).toMatchObject({ state: 'running', isNamed: true });
  });
}
