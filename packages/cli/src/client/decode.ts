import type { Finding, SshAddress } from '@devopsellence/core';
import { CHANGE_KIND, CONNECTION, decodeImage, ORDER, type wire } from '@devopsellence/protocol';
import type { DeployReply, NodeChange, NodePlan, Secret, SecretChange } from './control-plane-client.js';
import { missing } from './malformed.js';
import type { EnvironmentName, NodeInfo } from './names.js';

export function decodeEnvironmentName(name: wire.EnvironmentName__Output | null): EnvironmentName {
  return name ?? { organization: '', project: '', environment: '' };
}

export function decodeNode(node: wire.Node__Output | null): NodeInfo {
  if (node === null) throw missing('node');
  return {
    id: node.id,
    name: node.name,
    labels: node.labels,
    connection: CONNECTION.fromWire(node.connection) ?? 'offline',
    environments: node.environments.map(decodeEnvironmentName),
    agentVersion: node.agentVersion,
    lastSeenAt: node.lastSeenMs || null,
    joined: node.joined,
    ssh: node.ssh === null ? null : decodeSshAddress(node.ssh),
    ingress: node.ingress || 'none',
  };
}

function decodeSshAddress({ host, user, port }: wire.SshAddress__Output): SshAddress {
  return { host, user: user || null, port: port || null };
}

export function decodeNodeChange(reply: wire.NodeReply__Output): NodeChange {
  const { changed, pendingChanges, standaloneServices } = reply;
  return { node: decodeNode(reply.node), changed, pendingChanges, standaloneServices };
}

export function decodeDeployReply(reply: wire.DeployReply__Output): DeployReply {
  return {
    releaseId: reply.releaseId || null,
    deploymentId: reply.deploymentId || null,
    plan: reply.plan.map(decodeNodePlan),
    unchanged: reply.unchanged,
    findings: reply.findings.map(decodeFinding),
    images: reply.images.map(decodeImage),
  };
}

export function decodeSecretChange(reply: wire.SecretReply__Output): SecretChange {
  if (reply.secret === null) throw missing('secret');
  return { secret: decodeSecret(reply.secret), pendingChanges: reply.pendingChanges };
}

export function decodeSecret(secret: wire.Secret__Output): Secret {
  const { name, service, versionId, updatedAtMs, updatedBy } = secret;
  return { name, service: service || null, versionId, updatedAt: updatedAtMs, updatedBy };
}

function decodeNodePlan(plan: wire.NodePlan__Output): NodePlan {
  return {
    node: plan.node,
    connection: CONNECTION.fromWire(plan.connection) ?? 'offline',
    changes: plan.changes.map((change) => ({
      kind: CHANGE_KIND.fromWire(change.kind) ?? 'replace',
      service: change.service,
      order: ORDER.fromWire(change.order) ?? 'stop-first',
      reasons: change.reasons,
    })),
  };
}

export function decodeFinding({ severity, code, message, nextActions }: wire.Finding__Output): Finding {
  return { severity: severity === 'info' || severity === 'error' ? severity : 'warning', code, message, nextActions };
}
