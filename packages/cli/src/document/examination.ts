import { type ControlPlaneFacts, toIso } from '@devopsellence/core';
import type { Examination } from '../doctor/examine.js';
import type { JsonObject } from '../output.js';
import { environmentFields } from './status.js';

/** Fields of the JSON of `doctor`; the findings are in every document's own place. */
export function examinationFields({ local, identity, controlPlane, environment, nodes }: Examination): JsonObject {
  return {
    local: {
      cli_version: local.cliVersion,
      node_js_version: local.nodeVersion,
      config: local.config.file,
      docker: local.docker.client,
      docker_engine: local.docker.engine,
      buildx: local.docker.hasBuildx,
      commit: local.source.commit,
      dirty: local.source.isDirty,
    },
    token: identity && { name: identity.tokenName, role: identity.role },
    control_plane: identity && {
      version: identity.controlPlaneVersion,
      ...(controlPlane === null ? {} : controlPlaneFields(controlPlane.facts)),
    },
    environment: environment && environmentFields(environment),
    nodes: nodes.map(({ node, failure, clock, findings }) => ({
      name: node.name,
      connection: node.connection,
      agent_version: node.agentVersion,
      not_answered: failure,
      clock_ahead_ms: clock?.aheadMs ?? null,
      errors: findings.filter(({ severity }) => severity === 'error').length,
    })),
  };
}

/** What the control plane tells of itself. */
export function controlPlaneFields(facts: ControlPlaneFacts): JsonObject {
  return {
    version: facts.version,
    at: toIso(facts.at),
    started_at: toIso(facts.startedAt),
    memory_bytes: facts.memoryBytes,
    database_bytes: facts.databaseBytes,
    disk_free_bytes: facts.disk.freeBytes,
    disk_total_bytes: facts.disk.totalBytes,
    authority_ends_at: toIso(facts.authorityEndsAt),
    server_certificate_ends_at: toIso(facts.serverCertificateEndsAt),
    event_loop_lag_ms: facts.eventLoopLagMs,
    pending_reports: facts.pendingReports,
  };
}
