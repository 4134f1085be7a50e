/**
 * What kind of answer a failure is. gRPC status and exit code follow from the kind alone, each in one place
 * (`protocol/failure-status.ts`, `cli/exit-code.ts`).
 */
export type FailureKind =
  | 'invalid'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'precondition'
  | 'too_large'
  | 'unavailable'
  | 'timeout'
  | 'internal';

/** The catalogue of stable failure codes. Scripts rely on the codes: one may be added, none may change its meaning. */
export const FAILURES = {
  // Config and arguments
  invalid_config: 'invalid',
  config_not_found: 'not_found',
  invalid_argument: 'invalid',
  usage: 'invalid',
  message_too_large: 'too_large',
  confirmation_required: 'precondition',
  // Identity
  unauthenticated: 'unauthenticated',
  forbidden: 'forbidden',
  invalid_join_token: 'unauthenticated',
  wrong_certificate_authority: 'unauthenticated',
  not_logged_in: 'precondition',
  not_joined: 'precondition',
  last_owner: 'precondition',
  already_joined: 'conflict',
  bad_signature: 'forbidden',
  stale_revision: 'conflict',
  // Names
  not_found: 'not_found',
  name_taken: 'conflict',
  not_empty: 'conflict',
  // Deploying
  no_nodes_attached: 'precondition',
  no_matching_node: 'precondition',
  dependency_not_on_node: 'precondition',
  missing_secret: 'precondition',
  secret_in_use: 'conflict',
  image_missing: 'precondition',
  image_not_found: 'precondition',
  image_disagreement: 'precondition',
  image_not_uploaded: 'precondition',
  registry_unreachable: 'unavailable',
  registry_auth_failed: 'precondition',
  storage_full: 'unavailable',
  build_failed: 'precondition',
  buildx_missing: 'precondition',
  push_failed: 'precondition',
  deployment_in_progress: 'conflict',
  node_held: 'precondition',
  task_in_progress: 'conflict',
  task_failed: 'precondition',
  deployment_failed: 'precondition',
  deployment_superseded: 'conflict',
  not_settled: 'timeout',
  no_release: 'precondition',
  not_supported: 'precondition',
  // Standalone services
  service_exists: 'conflict',
  operation_in_progress: 'conflict',
  port_in_use: 'conflict',
  service_failed: 'precondition',
  // Running
  node_offline: 'unavailable',
  service_not_running: 'precondition',
  engine_unavailable: 'unavailable',
  engine_failed: 'internal',
  control_plane_unavailable: 'unavailable',
  request_timeout: 'timeout',
  machine_unreachable: 'unavailable',
  machine_unsuitable: 'precondition',
  upgrade_failed: 'precondition',
  volume_in_use: 'conflict',
  damaged_backup: 'precondition',
  restore_in_progress: 'conflict',
  cancelled: 'conflict',
  internal: 'internal',
} as const satisfies Record<string, FailureKind>;

export type FailureCode = keyof typeof FAILURES;

export interface FailureDetails {
  /** What failed, in one sentence that names the thing. */
  readonly message: string;
  /** Why, where it is known and not already said. */
  readonly reason?: string;
  /** Facts that show it: positions, candidates, last log lines. Never a secret's value. */
  readonly evidence?: readonly string[];
  /** Commands to type next, most likely first. */
  readonly nextActions?: readonly string[];
  /** The error that led here, kept for logs. */
  readonly cause?: unknown;
}

/** Every failure that a user, a script or another component of ours can see. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: FailureCode;
  readonly kind: FailureKind;
  readonly reason: string | null;
  readonly evidence: readonly string[];
  readonly nextActions: readonly string[];

  constructor(code: FailureCode, details: FailureDetails) {
    super(details.message, details.cause === undefined ? undefined : { cause: details.cause });
    this.code = code;
    this.kind = FAILURES[code];
    this.reason = details.reason ?? null;
    this.evidence = details.evidence ?? [];
    this.nextActions = details.nextActions ?? [];
  }
}

/** The same failure with other commands to type next: whoever noticed it need not know what can be done about it. */
export function withNextActions(error: AppError, nextActions: readonly string[]): AppError {
  const { code, message, reason, evidence, cause } = error;
  return new AppError(code, { message, ...(reason === null ? {} : { reason }), evidence, nextActions, cause });
}

export function isFailureCode(text: string): text is FailureCode {
  return Object.hasOwn(FAILURES, text);
}

/** Any thrown value as an AppError; what was not ours becomes `internal` with the original kept as cause. */
export function toAppError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  return new AppError('internal', { message, cause: thrown });
}
