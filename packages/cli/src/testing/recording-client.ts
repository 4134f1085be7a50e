import type { ControlPlaneClient } from '../client/control-plane-client.js';
import { NOW } from './cli.js';
import { streamOf } from './fake-client.js';
import { aDeleted, anOutcome, aPreset, aStandalone } from './standalone.js';

/** A client that answers every call about standalone services, and remembers each. */
export function recordingClient(): { readonly client: Partial<ControlPlaneClient>; readonly calls: unknown[] } {
  const calls: unknown[] = [];
  const answer =
    <Answer>(method: string, result: Answer) =>
    async (...given: readonly unknown[]): Promise<Answer> => {
      calls.push([method, ...given]);
      return result;
    };
  const client: Partial<ControlPlaneClient> = {
    createService: answer('createService', anOutcome()),
    updateService: answer('updateService', anOutcome()),
    restoreService: answer('restoreService', anOutcome()),
    deleteService: answer('deleteService', aDeleted({ keptVolumes: ['data'] })),
    switchService: answer('switchService', { service: aStandalone(), isChanged: true }),
    listServices: answer('listServices', [aStandalone()]),
    getService: answer('getService', aStandalone()),
    listPresets: answer('listPresets', [aPreset()]),
    deletePreset: answer('deletePreset', undefined),
    logs: (request) => {
      calls.push(['logs', request]);
      const line = Buffer.from('Ready to accept connections');
      return streamOf({ kind: 'line', node: 'prod-1', service: 'redis', container: 'c', stderr: false, at: NOW, line });
    },
    exec: (request) => {
      calls.push(['exec', request]);
      return {
        send: () => Promise.resolve(),
        output: streamOf(
          { kind: 'output', stderr: false, bytes: Buffer.from('PONG\n') },
          { kind: 'output', stderr: true, bytes: Buffer.from('careful\n') },
          { kind: 'exit', exitCode: 3 },
        ),
      };
    },
  };
  return { client, calls };
}
