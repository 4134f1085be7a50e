import { encodeSettings, pinOf } from '@devopsellence/core';
import { CONNECTION, encodeImage, encodeServiceStatus, type wire } from '@devopsellence/protocol';
import { titleOf } from '../deploy/environment-world.js';
import type { Fleet } from '../gateway/fleet.js';
import { reportedService } from '../gateway/reported-service.js';
import { operationSentence } from '../standalone/hold-service.js';
import type { ChangeOutcome } from '../standalone/service-request.js';
import { asSeen } from '../status/node-services.js';
import {
  attachedNodes,
  hasTraefik,
  listPresets,
  listStandaloneOperations,
  type Node,
  type Preset,
  type Reader,
  type StandaloneService,
} from '../store/index.js';

/** Services of one environment, in the order given, with what is known of each beside itself. */
export async function encodeServices(
  db: Reader,
  fleet: Fleet,
  environmentId: string,
  services: readonly StandaloneService[],
): Promise<wire.StandaloneService[]> {
  const nodes = new Map((await attachedNodes(db, environmentId)).map((node) => [node.id, node]));
  const presets = new Set((await listPresets(db, environmentId)).map(({ name }) => name));
  const operations = await listStandaloneOperations(db, environmentId);
  return services.map((service) => {
    const { name, nodeId, settings, document, createdAt, updatedAt } = service;
    const node = nodes.get(nodeId);
    const operation = operations.find((each) => each.name === name);
    return {
      name,
      node: node === undefined ? nodeId : titleOf(node),
      nodeId,
      connection: CONNECTION.toWire(fleet.connection(nodeId)),
      settings: encodeSettings(settings),
      image: encodeImage(document.definition.image),
      isStopped: document.isStopped === true,
      status: node === undefined ? null : statusOf(service, node, fleet),
      hasPreset: presets.has(name),
      createdAtMs: createdAt,
      updatedAtMs: updatedAt,
      operation: operation === undefined ? '' : operationSentence(operation),
      isHostnamePending: settings.hostname !== null && !(node !== undefined && hasTraefik(node)),
    };
  });
}

function statusOf(service: StandaloneService, node: Node, fleet: Fleet): wire.ServiceStatus | null {
  const status = reportedService(fleet, node.id, service);
  return status === null ? null : encodeServiceStatus(asSeen(status, node, fleet));
}

export async function encodeOutcome(
  db: Reader,
  fleet: Fleet,
  { service, isChanged, isConfigUpdated, changed, imageBefore }: ChangeOutcome,
): Promise<wire.StandaloneOutcome> {
  const [encoded] = await encodeServices(db, fleet, service.environmentId, [service]);
  const oldDigest = imageBefore === null ? '' : pinOf(imageBefore);
  const newDigest = pinOf(service.document.definition.image);
  return {
    service: encoded ?? null,
    isChanged,
    imageUpdated: imageBefore !== null && oldDigest !== newDigest,
    configUpdated: isConfigUpdated,
    changed: [...changed],
    oldDigest,
    newDigest,
  };
}

export function encodePreset({ settings, changed, savedAt, ...preset }: Preset): wire.Preset {
  return { ...preset, settings: encodeSettings(settings), changed: [...changed], savedAtMs: savedAt };
}
