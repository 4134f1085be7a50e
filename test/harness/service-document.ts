import type { Operator } from './operator.js';
import type { ServiceDocument } from './status-document.js';

/** `devopsellence status --service NAME --json`, as far as tests look at it. */
export interface ServiceOverviewDocument {
  readonly service: string;
  readonly instances: readonly InstanceDocument[];
}

export interface InstanceDocument {
  readonly node: string;
  readonly desired: boolean;
  readonly status: (ServiceDocument & RestDocument) | null;
  /** Null when the node was not asked. */
  readonly exits: readonly ExitDocument[] | null;
  readonly not_asked: { readonly code: string } | null;
}

interface RestDocument {
  readonly recent_restarts: number;
  readonly next_attempt_at: string | null;
}

export interface ExitDocument {
  readonly container: string;
  readonly ended_at: string;
  readonly exit_code: number;
  readonly last_lines: readonly string[];
}

export async function readServiceOverview(
  operator: Operator,
  cwd: string,
  service: string,
): Promise<ServiceOverviewDocument> {
  return (await operator.json(['status', '--service', service], { cwd })) as unknown as ServiceOverviewDocument;
}
