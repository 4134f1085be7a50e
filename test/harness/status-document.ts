import type { Operator } from './operator.js';

/** `devopsellence status --json`, as far as tests look at it. */
export interface StatusDocument {
  readonly environment: string;
  readonly release: string | null;
  readonly deployment: { readonly id: string; readonly state: string } | null;
  readonly pending_changes: readonly string[];
  readonly nodes: readonly NodeDocument[];
}

export interface NodeDocument {
  readonly name: string;
  readonly connection: string;
  readonly labels: readonly string[];
  readonly revision: number;
  readonly observed_revision: number;
  readonly services: readonly ServiceDocument[];
}

export interface ServiceDocument {
  readonly name: string;
  readonly role: string;
  readonly state: string;
  readonly ready: boolean;
  readonly restarts: number;
  readonly container: string;
  readonly image: string;
  readonly image_digest: string;
  readonly address: string;
  readonly settled: boolean;
  readonly waiting_on: readonly WaitingDocument[];
  readonly lost_dependencies: readonly WaitingDocument[];
  readonly last_error: string;
}

export interface WaitingDocument {
  readonly reason: string;
  readonly subject: string;
  readonly condition: string | null;
  readonly detail: string;
  readonly since: string | null;
  readonly last_probe: { readonly at: string; readonly ok: boolean; readonly detail: string } | null;
}

export async function readStatus(operator: Operator, cwd: string): Promise<StatusDocument> {
  return (await operator.json(['status'], { cwd })) as unknown as StatusDocument;
}

/** One service on one node; fails when it is not in the status. */
export function serviceOn(status: StatusDocument, node: string, service: string): ServiceDocument {
  const found = status.nodes.find(({ name }) => name === node)?.services.find(({ name }) => name === service);
  if (found === undefined) throw new Error(`${service} is not on ${node}:\n${JSON.stringify(status, null, 2)}`);
  return found;
}

/** `node/service` for every service that runs and is ready. */
export function readyServices(status: StatusDocument): string[] {
  return status.nodes
    .flatMap((node) =>
      node.services
        .filter(({ state, ready }) => state === 'running' && ready)
        .map((service) => `${node.name}/${service.name}`),
    )
    .sort();
}
