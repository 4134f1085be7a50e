import { type DesiredState, engineReference } from '@devopsellence/core';

/** Releases whose images stay beside those of the current one, so that going back to them needs no registry. */
export const KEPT_RELEASES = 10;

/** The images that one release runs on this node. */
export interface ReleaseImages {
  readonly releaseId: string;
  readonly images: readonly string[];
}

/** What this agent knows about images: only what it pulled itself is ever its to remove. */
export interface ImageRecord {
  /** Names under which they were pulled. */
  readonly pulled: readonly string[];
  /** By environment id: its releases on this node, newest last. */
  readonly environments: Readonly<Record<string, readonly ReleaseImages[]>>;
}

export const NO_IMAGES: ImageRecord = { pulled: [], environments: {} };

/** The record after another desired state was accepted. Environments that are gone are forgotten. */
export function recordDesiredState(record: ImageRecord, { environments }: DesiredState): ImageRecord {
  const releases = environments.map(({ id, releaseId, services }) => {
    const images = [...new Set(services.map((service) => engineReference(service.definition.image)))];
    const others = (record.environments[id] ?? []).filter((release) => release.releaseId !== releaseId);
    return [id, [...others, { releaseId, images }].slice(-(KEPT_RELEASES + 1))] as const;
  });
  return { ...record, environments: Object.fromEntries(releases) };
}

export function recordPulled(record: ImageRecord, reference: string): ImageRecord {
  return record.pulled.includes(reference) ? record : { ...record, pulled: [...record.pulled, reference] };
}

export function recordRemoved(record: ImageRecord, reference: string): ImageRecord {
  return { ...record, pulled: record.pulled.filter((each) => each !== reference) };
}

/** Images that no kept release runs, oldest pull first. */
export function surplusImages({ pulled, environments }: ImageRecord): readonly string[] {
  const kept = new Set(
    Object.values(environments).flatMap((releases) => releases.flatMap((release) => release.images)),
  );
  return pulled.filter((reference) => !kept.has(reference));
}
