import type { DesiredService, Instant, NodeReport, ServiceStatus } from '@devopsellence/core';

/** What was asked of a node, and since when what it says counts. */
export interface Awaited {
  readonly environmentId: string;
  readonly name: string;
  /** What is to run; null: the service is to go. */
  readonly document: DesiredService | null;
  /** Of the node's desired state that asks for it. */
  readonly revision: number;
  /** The newest exit of the container before, by the node's clock: one that was known is none of the new. */
  readonly exitBefore: Instant | null;
  /** It has come up only when it is ready, too. */
  readonly waits: boolean;
}

/** How far a service is, as its node says at one moment. */
export type Judgement =
  /** It is as wanted. */
  | { readonly kind: 'there' /** Nothing is left to do for it. */; readonly isSettled: boolean }
  /** On its way; `detail` says on what it waits, as one sentence, or nothing. */
  | { readonly kind: 'coming'; readonly detail: string; readonly isPulling: boolean }
  /** It cannot come up as wanted. */
  | { readonly kind: 'failed'; readonly reason: string };

const COMING: Extract<Judgement, { kind: 'coming' }> = { kind: 'coming', detail: '', isPulling: false };

/** Null: the node is not heard of. */
export function judgeService(report: NodeReport | null, awaited: Awaited): Judgement {
  if (report === null || report.observedRevision < awaited.revision) return COMING;
  const own = ({ environmentId, name }: ServiceStatus) =>
    environmentId === awaited.environmentId && name === awaited.name;
  const status = report.services.find(own) ?? null;
  const { document } = awaited;
  if (document === null) return judgeGoing(report, status, awaited);
  if (status === null) return { ...COMING, detail: report.engineError };
  return document.isStopped === true ? judgeStopping(status) : judgeComing(status, document, awaited);
}

function judgeGoing(report: NodeReport, status: ServiceStatus | null, { environmentId, name }: Awaited): Judgement {
  const removal = report.removals.find((each) => each.environmentId === environmentId && each.service === name);
  if (removal !== undefined) return { ...COMING, detail: removal.waitingOn.detail };
  return status === null ? { kind: 'there', isSettled: true } : COMING;
}

function judgeStopping(status: ServiceStatus): Judgement {
  return status.state === 'stopped' ? { kind: 'there', isSettled: status.settled } : coming(status);
}

function judgeComing(status: ServiceStatus, document: DesiredService, awaited: Awaited): Judgement {
  const isOwn = status.hash === document.hash;
  const { lastExit } = status;
  if (isOwn && lastExit !== null && lastExit.at !== awaited.exitBefore) {
    return { kind: 'failed', reason: status.lastError === '' ? exitText(lastExit) : status.lastError };
  }
  // Whether it is ready is no question of whether it is up, and that the container before is not ready is none at all.
  const isFailing = status.failing && (status.state !== 'unhealthy' || (awaited.waits && isOwn));
  if (isFailing) return { kind: 'failed', reason: status.lastError };
  if (!isOwn || !isUp(status) || (awaited.waits && !status.ready)) return coming(status);
  return { kind: 'there', isSettled: status.settled || (document.readiness !== null && !awaited.waits) };
}

/** Only a container that runs has an address. */
function isUp({ ready, address, state }: ServiceStatus): boolean {
  return ready || (address !== '' && state !== 'backing_off');
}

function coming({ state, waitingOn, lastError }: ServiceStatus): Judgement {
  const detail = lastError === '' ? (waitingOn[0]?.detail ?? '') : lastError;
  return { kind: 'coming', detail, isPulling: state === 'pulling' };
}

function exitText({ exitCode, isOutOfMemory }: NonNullable<ServiceStatus['lastExit']>): string {
  return isOutOfMemory ? `ran out of memory (exit code ${exitCode})` : `exited with code ${exitCode}`;
}
