import { type ProbeResult, type ServiceExit, toIso } from '@devopsellence/core';
import type { ServiceInstance, ServiceOverview } from '../client/status.js';
import type { JsonObject } from '../output.js';
import { momentOf } from './moment.js';
import { environmentFields, serviceFields } from './status.js';

/** Fields of the JSON of `status --service`. */
export function serviceOverviewFields(overview: ServiceOverview): JsonObject {
  return {
    ...environmentFields(overview.environment),
    service: overview.service,
    lines_withheld: overview.areLinesWithheld,
    instances: overview.instances.map(instanceFields),
  };
}

function instanceFields({ node, connection, lastSeenAt, report, detail, failure }: ServiceInstance): JsonObject {
  return {
    node,
    connection,
    last_seen_at: momentOf(lastSeenAt),
    desired: report !== null,
    status: report === null ? null : serviceFields(report),
    node_time: momentOf(detail?.at ?? null),
    last_probe: detail === null || detail.probe === null ? null : probeFields(detail.probe),
    exits: detail === null ? null : detail.exits.map(exitFields),
    not_asked:
      failure === null
        ? null
        : { code: failure.code, message: failure.message, next_actions: [...failure.nextActions] },
  };
}

function probeFields({ at, since, ok, detail, consecutiveFailures }: ProbeResult): JsonObject {
  return { at: toIso(at), since: toIso(since), ok, detail, consecutive_failures: consecutiveFailures };
}

function exitFields(exit: ServiceExit): JsonObject {
  return {
    container: exit.container,
    release: exit.releaseId,
    started_at: toIso(exit.startedAt),
    ended_at: toIso(exit.endedAt),
    exit_code: exit.exitCode,
    is_out_of_memory: exit.isOutOfMemory,
    was_ready: exit.wasReady,
    stopped_for: exit.stoppedFor,
    last_lines: exit.lastLines,
  };
}
