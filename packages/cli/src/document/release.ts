import { pinOf, toIso } from '@devopsellence/core';
import type { Release, ReleaseDetails } from '../client/release-client.js';
import type { JsonObject } from '../output.js';
import { deploymentFields } from './status.js';

export function releaseFields({
  id,
  number,
  revision,
  createdAt,
  createdBy,
  isSettled,
  isCurrent,
}: Release): JsonObject {
  return {
    id,
    number,
    revision,
    created_at: toIso(createdAt),
    created_by: createdBy,
    settled: isSettled,
    current: isCurrent,
  };
}

/** Fields of the JSON of `release show`. */
export function releaseDetailsFields(details: ReleaseDetails): JsonObject {
  const { release, services, deployments, differences, notAsked } = details;
  return {
    release: releaseFields(release),
    services: services.map(({ name, image, keptOn, missingOn, isUploaded }) => ({
      name,
      image: image.reference,
      digest: pinOf(image),
      in_registry: image.digest !== null,
      uploaded: isUploaded,
      kept_on: keptOn,
      missing_on: missingOn,
    })),
    deployments: deployments.map(deploymentFields),
    differences,
    not_asked: notAsked,
  };
}
