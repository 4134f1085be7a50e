import { rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { OPERATOR } from '@devopsellence/protocol';
import { systemClock } from '@devopsellence/runtime';
import { silentLogger } from '@devopsellence/runtime/testing';
import { describe, expect, it } from 'vitest';
import { ControlPlane } from './control-plane.js';
import { RunningControlPlane } from './testing/running-control-plane.js';
import { stubDeployPart } from './testing/stub-deploy-part.js';

const LOOPBACK = { host: '127.0.0.1', port: 0 };
const ENVIRONMENT = { organization: 'acme', project: 'shop', environment: 'production' };

function another(dataDirectory: string, overrides: object = {}): ControlPlane {
  return new ControlPlane({
    config: {
      dataDirectory,
      operatorListen: LOOPBACK,
      agentListen: LOOPBACK,
      metricsListen: LOOPBACK,
      advertise: [],
      masterKey: null,
      ...overrides,
    },
    clock: systemClock,
    logger: silentLogger,
    createDeployPart: () => stubDeployPart(),
  });
}

describe('a control plane', () => {
  it('keeps everything in files that only its owner may read', async () => {
    const { dataDirectory } = await RunningControlPlane.start();
    for (const file of ['authority.pem', 'server.pem', 'signing-key.pem', 'master.key', 'owner-token']) {
      expect([file, (await stat(join(dataDirectory, file))).mode & 0o777]).toEqual([file, 0o600]);
    }
  });

  it('does not share its data directory', async () => {
    const { dataDirectory, stop } = await RunningControlPlane.start().then((plane) => ({
      dataDirectory: plane.dataDirectory,
      stop: () => plane.stop(),
    }));
    await expect(another(dataDirectory).start()).rejects.toMatchObject({ code: 'usage' });
    await stop();
    const next = another(dataDirectory);
    await next.start();
    await next.stop();
  });

  it('that cannot listen undoes its start', async () => {
    const running = await RunningControlPlane.start();
    const port = Number(running.operatorAddress.split(':')[1]);
    const dataDirectory = join(running.dataDirectory, 'second');
    const failing = another(dataDirectory, { operatorListen: { host: '127.0.0.1', port } });
    await expect(failing.start()).rejects.toMatchObject({ code: 'usage' });
    const next = another(dataDirectory);
    await next.start();
    await next.stop();
  });

  it('does not start without a key that it was set up with', async () => {
    for (const file of ['authority.pem', 'signing-key.pem', 'master.key']) {
      const plane = await RunningControlPlane.start();
      await plane.stop();
      await rm(join(plane.dataDirectory, file));
      await expect(another(plane.dataDirectory).start()).rejects.toThrow(`${file} is missing`);
    }
  });

  it('does not start with another master key than the one its secrets were sealed with', async () => {
    const plane = await RunningControlPlane.start();
    await plane.call(OPERATOR.SetSecret, { environment: ENVIRONMENT, name: 'KEY', value: 'value' });
    await plane.stop();
    const masterKey = Buffer.alloc(32, 1).toString('base64');
    await expect(another(plane.dataDirectory, { masterKey }).start()).rejects.toThrow('another master key');
  });

  it('stops at once while nodes are connected', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    const streams = [agent.watch(0), agent.status().replies, agent.tunnel().frames];
    await agent.registryCredential('ghcr.io');
    await plane.stop();
    for (const stream of streams) expect(await stream.end).toMatchObject({ code: 'control_plane_unavailable' });
  });

  it('answers how it is', async () => {
    const { metricsAddress } = await RunningControlPlane.start();
    const get = async (path: string) => {
      const response = await fetch(`http://${metricsAddress}${path}`);
      return { status: response.status, text: await response.text() };
    };
    expect(await get('/healthz')).toEqual({ status: 200, text: 'ok\n' });
    expect(await get('/readyz')).toEqual({ status: 200, text: 'ready\n' });
    expect((await get('/metrics')).text).toContain('devopsellence_nodes{connection="online"} 0');
    expect((await get('/nothing')).status).toBe(404);
  });
});
