import { join as pathOf } from 'node:path';
import { join, readCredentials } from '@devopsellence/agent';
import { OPERATOR, trustIdOf } from '@devopsellence/protocol';
import type { ControlPlane } from '../../harness/control-plane.js';
import type { SimulatedIdentity } from './identity.js';
import type { OwnerCalls } from './owner-calls.js';

const CONCURRENCY = 8;

export const ENVIRONMENT = { organization: 'bench', project: 'fleet', environment: 'production' };

/** Registers, joins and attaches so many nodes, as an operator and their agents would. */
export async function enrollFleet(
  {
    controlPlane,
    owner,
    folder,
  }: { readonly controlPlane: ControlPlane; readonly owner: OwnerCalls; readonly folder: string },
  count: number,
): Promise<readonly SimulatedIdentity[]> {
  const waiting = Array.from({ length: count }, (_, index) => `n${index}`);
  const identities: SimulatedIdentity[] = [];
  const worker = async () => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      const { joinToken } = await owner.call(OPERATOR.RegisterNode, { name, labels: ['worker'] });
      identities.push(await enroll(controlPlane.operator, { name, token: joinToken, stateDir: pathOf(folder, name) }));
      await owner.call(OPERATOR.AttachNode, { node: name, environment: ENVIRONMENT });
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, worker));
  return identities;
}

async function enroll(
  address: string,
  node: { readonly name: string; readonly token: string; readonly stateDir: string },
): Promise<SimulatedIdentity> {
  await join({ address, ...node });
  const credentials = await readCredentials(node.stateDir);
  if (credentials === null) throw new Error(`${node.name} has not joined`);
  const { identity, privateKey } = credentials;
  return {
    nodeId: identity.nodeId,
    trustId: trustIdOf(identity.trust),
    certificate: identity.certificate,
    certificateAuthority: identity.trust.certificateAuthorities.join('\n'),
    privateKey,
  };
}
