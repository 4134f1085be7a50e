import { encodeImage, type wire } from '@devopsellence/protocol';
import { type ShownRelease, type ShowReleaseDeps, showRelease } from '../deploy/show-release.js';
import { encodeDeployment } from '../status/encode-deployment.js';
import { type EnvironmentNames, listReleases, type ReleaseSummary, requireEnvironment } from '../store/index.js';
import type { OperatorContext, OperatorHandlers } from './handler.js';
import { requireEnvironmentNames } from './names.js';
import { requireText } from './require-text.js';

const MAX_NAME_LENGTH = 200;

export function releaseHandlers(deps: ShowReleaseDeps): Pick<OperatorHandlers, 'ListReleases' | 'GetRelease'> {
  return {
    ListReleases: (request) => list(deps, request),
    GetRelease: (request, context) => show(deps, request, context),
  };
}

async function list(
  { store }: ShowReleaseDeps,
  { environment }: wire.ListReleasesRequest__Output,
): Promise<wire.ListReleasesReply> {
  const { id, currentReleaseId } = await requireEnvironment(store.db, requireEnvironmentNames(environment));
  const releases = await listReleases(store.db, id);
  return { releases: releases.map((release) => encodeRelease(release, release.id === currentReleaseId)) };
}

async function show(
  deps: ShowReleaseDeps,
  { environment, release: wanted }: wire.GetReleaseRequest__Output,
  { signal }: OperatorContext,
): Promise<wire.ReleaseDetails> {
  const names = requireEnvironmentNames(environment);
  if (wanted !== '') requireText('release', wanted, MAX_NAME_LENGTH);
  const found = await requireEnvironment(deps.store.db, names);
  return encodeDetails(await showRelease(deps, { environment: found, wanted }, signal), names);
}

function encodeDetails(
  { release, isCurrent, services, deployments, differences, notAsked }: ShownRelease,
  names: EnvironmentNames,
): wire.ReleaseDetails {
  const { revision } = release;
  return {
    release: encodeRelease(release, isCurrent),
    services: services.map(({ name, image, keptOn, missingOn, uploaded }) => {
      return { name, image: encodeImage(image), keptOn: [...keptOn], missingOn: [...missingOn], uploaded };
    }),
    deployments: deployments.map((each) => encodeDeployment(each, { names, revision, waiting: [], run: null })),
    differences: [...differences],
    notAsked: [...notAsked],
  };
}

function encodeRelease({ createdAt, isSettled, ...release }: ReleaseSummary, isCurrent: boolean): wire.Release {
  return { ...release, createdAtMs: createdAt, settled: isSettled, current: isCurrent };
}
