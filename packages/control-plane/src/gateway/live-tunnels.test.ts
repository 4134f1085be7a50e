import { describe, expect, it } from 'vitest';
import { RunningControlPlane } from '../testing/running-control-plane.js';
import { INITIAL_CREDIT } from './channel.js';

const LOGS = { logs: { environmentId: 'e', service: 'web', lines: 10, follow: true } };
const EXEC = { exec: { environmentId: 'e', service: 'web', command: ['cat'] } };

async function aTunnel() {
  const plane = await RunningControlPlane.start();
  const agent = await plane.join('prod-1');
  const tunnel = agent.tunnel();
  await opened(plane, agent.nodeId);
  return { plane, agent, tunnel, tunnels: plane.services.tunnels };
}

/** Resolves once the control plane knows the node's tunnel. */
async function opened(plane: RunningControlPlane, nodeId: string): Promise<void> {
  for (;;) {
    try {
      plane.services.tunnels.open(nodeId, LOGS).cancel();
      return;
    } catch {
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

describe('tunnels', () => {
  it('cannot be opened to a node that is not connected', async () => {
    const plane = await RunningControlPlane.start();
    const agent = await plane.join('prod-1');
    expect(() => plane.services.tunnels.open(agent.nodeId, LOGS)).toThrow('not connected');
  });

  it('carry several channels at once, each with its own frames', async () => {
    const { tunnel, tunnels, agent } = await aTunnel();
    const logs = tunnels.open(agent.nodeId, LOGS);
    const exec = tunnels.open(agent.nodeId, EXEC);
    const [, , openLogs, openExec] = [
      await tunnel.frames.next(),
      await tunnel.frames.next(),
      await tunnel.frames.next(),
      await tunnel.frames.next(),
    ];
    expect(openLogs).toMatchObject({ open: { initialCredit: INITIAL_CREDIT, work: 'logs' } });
    expect(openExec).toMatchObject({ open: { work: 'exec', exec: { command: ['cat'] } } });
    tunnel.send({ channelId: openExec.channelId, output: { data: Buffer.from('out') } });
    tunnel.send({ channelId: openLogs.channelId, log: { service: 'web', line: Buffer.from('line') } });
    tunnel.send({ channelId: openExec.channelId, closed: { exitCode: 5 } });
    const kinds = [];
    for await (const frame of exec.frames) kinds.push(frame.frame);
    expect(kinds).toEqual(['output', 'closed']);
    for await (const frame of logs.frames) {
      expect(frame.log?.line.toString()).toBe('line');
      break;
    }
    let last = await tunnel.frames.next();
    // Credit comes or does not, depending on who was faster.
    while (last.frame === 'credit') last = await tunnel.frames.next();
    expect(last).toMatchObject({ channelId: openLogs.channelId, frame: 'cancel' });
  });

  it('break their channels when the stream breaks', async () => {
    const { tunnel, tunnels, agent } = await aTunnel();
    const channel = tunnels.open(agent.nodeId, LOGS);
    const reading = channel.frames[Symbol.asyncIterator]().next();
    tunnel.cancel();
    await expect(reading).rejects.toMatchObject({ code: 'node_offline' });
    expect(() => tunnels.open(agent.nodeId, LOGS)).toThrow('not connected');
  });

  it('are replaced by a newer one of the same node, whose channels live', async () => {
    const { tunnel, tunnels, agent } = await aTunnel();
    const old = tunnels.open(agent.nodeId, LOGS).frames[Symbol.asyncIterator]().next();
    const refused = expect(old).rejects.toMatchObject({ code: 'node_offline' });
    const newer = agent.tunnel();
    expect(await tunnel.frames.end).toBeNull();
    await refused;
    tunnels.open(agent.nodeId, EXEC);
    expect(await newer.frames.next()).toMatchObject({ open: { work: 'exec' } });
  });

  it('let a fast node send no more than what is taken', async () => {
    const { tunnel, tunnels, agent } = await aTunnel();
    const total = 4 * INITIAL_CREDIT;
    const chunk = 16 * 1024;
    const channel = tunnels.open(agent.nodeId, EXEC);
    let credit = 0;
    let sent = 0;
    let taken = 0;
    const produce = async () => {
      while (sent < total) {
        const frame = await tunnel.frames.next();
        // The channel with which the test waited for the tunnel.
        if (frame.channelId === 1) continue;
        credit += frame.open?.initialCredit ?? frame.credit ?? 0;
        for (; credit >= chunk && sent < total; credit -= chunk, sent += chunk) {
          tunnel.send({ channelId: frame.channelId, output: { data: Buffer.alloc(chunk) } });
        }
      }
    };
    const producing = produce();
    for await (const { output } of channel.frames) {
      taken += output?.data.length ?? 0;
      expect(sent - taken).toBeLessThanOrEqual(INITIAL_CREDIT);
      if (taken === total) break;
    }
    await producing;
    expect(taken).toBe(total);
  });
});
