import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ContainerEngine } from '../container-engine.js';
import { dockerEngine } from './docker-engine.js';
import { inTime } from './in-time.js';

const never = () => new Promise<never>(() => undefined);

describe('a call of the engine', () => {
  const life = new AbortController();

  it('gives its answer, or its failure', async () => {
    expect(await inTime(life.signal, () => Promise.resolve(7))).toBe(7);
    const refusal = new Error('refused');
    await expect(inTime(life.signal, () => Promise.reject(refusal))).rejects.toBe(refusal);
  });

  it('that is not answered in time is one of an engine that is not there', async () => {
    const signals: AbortSignal[] = [];
    const call = (signal: AbortSignal) => {
      signals.push(signal);
      return never();
    };
    await expect(inTime(life.signal, call, 5)).rejects.toMatchObject({
      code: 'engine_unavailable',
      message: 'the engine did not answer within 0 s',
    });
    expect(signals[0]?.aborted).toBe(true);
  });

  it('is not made when it is not wanted any more', async () => {
    const call = vi.fn(never);
    await expect(inTime(AbortSignal.abort(), call)).rejects.toThrow();
    expect(call).not.toHaveBeenCalled();
  });
});

describe('an engine that hangs', () => {
  let server: Server;
  let folder: string;
  let requests: number;
  let engine: ContainerEngine;

  beforeEach(async () => {
    requests = 0;
    folder = await mkdtemp(join(tmpdir(), 'engine-'));
    const path = join(folder, 'docker.sock');
    server = createServer(() => {
      requests += 1;
    });
    await new Promise<void>((resolve) => server.listen(path, resolve));
    engine = dockerEngine({ dockerHost: `unix://${path}`, nodeId: 'node-1' });
  });

  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await rm(folder, { recursive: true });
  });

  const named = { name: 'n', environmentId: 'env-1' };
  const calls: Readonly<Record<string, (signal: AbortSignal) => Promise<unknown>>> = {
    version: (signal) => engine.version(signal),
    listImages: (signal) => engine.listImages(signal),
    removeImage: (signal) => engine.removeImage('redis', signal),
    findLocally: (signal) => engine.findLocally('redis', signal),
    listNetworks: (signal) => engine.listNetworks(signal),
    createNetwork: (signal) => engine.createNetwork(named, signal),
    removeNetwork: (signal) => engine.removeNetwork('n', signal),
    listVolumes: (signal) => engine.listVolumes(signal),
    createVolume: (signal) => engine.createVolume(named, signal),
  };

  it.each(Object.keys(calls))('keeps nobody from leaving who waits for %s', async (name) => {
    const stop = new AbortController();
    const call = calls[name]?.(stop.signal);
    await vi.waitFor(() => expect(requests).toBe(1));
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: 'cancelled' });
  });

  it('counts as a registry that does not answer when an image is asked for', async () => {
    const stop = new AbortController();
    const call = engine.findInRegistry({ reference: 'redis', credential: null }, stop.signal);
    await vi.waitFor(() => expect(requests).toBe(1));
    stop.abort();
    await expect(call).rejects.toMatchObject({ code: 'registry_unreachable' });
  });
});
