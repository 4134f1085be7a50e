import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { brokenRows, dumpTables } from '@devopsellence/control-plane/testing';
import type { Cluster } from './cluster.js';
import { type InspectedContainer, readEngine, readVolume } from './engine-objects.js';
import type { NodeAgent } from './node-agent.js';
import { readStatus } from './status-document.js';

/** Label of the release that made a container: which one it was differs between runs that end the same. */
const RELEASE_LABEL = 'devopsellence.release';

/**
 * What a run ended in: without ids of objects, moments and counters, so that two runs that should end the same can be
 * compared as one document, and differ readably when they do not.
 */
export interface EndState {
  readonly status: unknown;
  readonly nodes: Readonly<Record<string, unknown>>;
  readonly controlPlane: unknown;
}

/** Reads it, wherever the cluster stands. `app`: the folder of the app's config. */
export async function readEndState(cluster: Cluster, app: string): Promise<EndState> {
  const nodes = cluster.agents.map(async (agent) => [agent.machine.name, await readNode(agent)] as const);
  return {
    status: await readServices(cluster, app),
    nodes: Object.fromEntries(await Promise.all(nodes)),
    controlPlane: await readControlPlane(cluster),
  };
}

async function readServices(cluster: Cluster, app: string): Promise<unknown> {
  const { deployment, pending_changes, nodes } = await readStatus(cluster.operator, app);
  return {
    deployment: deployment?.state,
    pending_changes,
    nodes: nodes.map(({ name, connection, labels, revision, observed_revision, services }) => ({
      name,
      connection,
      labels,
      hasNewest: revision === observed_revision,
      services: services.map((service) => ({
        name: service.name,
        state: service.state,
        ready: service.ready,
        container: service.container,
        image: service.image,
        waiting_on: service.waiting_on,
        last_error: service.last_error,
      })),
    })),
  };
}

/** What is ours on a node: on its engine, and the files that its agent keeps. */
async function readNode(agent: NodeAgent): Promise<unknown> {
  const nodeId = await agent.nodeId();
  const isOurs = (labels: Readonly<Record<string, string>> | null) => labels?.['devopsellence.node'] === nodeId;
  const { containers, networks, volumes, images } = await readEngine(agent.machine);
  const ours = volumes.filter(({ Labels }) => isOurs(Labels));
  return {
    containers: containers.filter(({ Config }) => isOurs(Config.Labels)).map(describeContainer),
    networks: networks.filter(({ Labels }) => isOurs(Labels)).map(({ Name, Labels }) => ({ Name, Labels })),
    volumes: await Promise.all(
      ours.map(async (volume) => ({ Name: volume.Name, Labels: volume.Labels, files: await readVolume(volume) })),
    ),
    images: images.map(({ Id, RepoTags }) => ({ Id, RepoTags })),
    files: (await readdir(agent.stateDir)).toSorted(),
  };
}

function describeContainer({ Name, Image, State, Config, HostConfig, Mounts, NetworkSettings }: InspectedContainer) {
  const { [RELEASE_LABEL]: _, ...labels } = Config.Labels ?? {};
  return {
    name: Name,
    image: Image,
    state: State.Status,
    command: Config.Cmd,
    env: (Config.Env ?? []).toSorted(),
    labels,
    restart: HostConfig.RestartPolicy.Name,
    mounts: Mounts.map(({ Name: volume, Destination }) => `${volume}:${Destination}`).toSorted(),
    networks: Object.entries(NetworkSettings.Networks).map(([network, { Aliases }]) => ({
      network,
      // The engine adds the container's own id.
      aliases: (Aliases ?? []).filter((alias) => !/^[0-9a-f]{12}$/.test(alias)).toSorted(),
    })),
  };
}

/** The rows that say what is desired, by the names of things, and what SQLite finds wrong. */
async function readControlPlane({ controlPlane }: Cluster): Promise<unknown> {
  const file = join(controlPlane.dataDir, 'control-plane.db');
  const tables = await dumpTables(file);
  const rows = (table: string) =>
    (tables[table] ?? []).map((row) => JSON.parse(row) as Readonly<Record<string, unknown>>);
  const releases = new Map(rows('releases').map((row) => [row.id, row]));
  return {
    broken: await brokenRows(file),
    environments: rows('environments').map(({ name, current_release_id: id }) => {
      const release = releases.get(id);
      return { name, spec: release?.spec, images: release?.images };
    }),
    desired: rows('desired_environments').map(({ node_id, document, release_id }) => ({
      node_id,
      document: String(document)
        .replaceAll(String(release_id), 'RELEASE')
        .replaceAll(/deployment-?[0-9A-Z]{26}|[0-9A-Z]{26}/g, 'ID'),
    })),
    labels: rows('node_labels'),
    attachments: rows('node_environments').map(({ node_id, environment_id }) => ({ node_id, environment_id })),
    secrets: rows('secrets').map(({ service, name, current_version_id }) => ({ service, name, current_version_id })),
    running: rows('deployments').filter(({ state }) => state === 'running'),
  };
}
