import { AppError, decodeSpec, type EnvironmentSpec } from '@devopsellence/core';
import { type EnvironmentNames, environmentTitle } from '../store/index.js';
import type { AppImage } from './deploy-request.js';
import { missingImage, refuseAny } from './refusals.js';

/**
 * The spec that a deploy brings, checked as strictly as if it had come from a stranger: it is whole and valid, and it is of
 * the environment that the call names.
 */
export function acceptSpec(text: string, names: EnvironmentNames, appImage: AppImage | null): EnvironmentSpec {
  const spec = decodeSpec(text);
  if (environmentTitle(spec) !== environmentTitle(names)) {
    throw new AppError('invalid_argument', {
      message: `the spec is of environment ${environmentTitle(spec)}, but the call names ${environmentTitle(names)}`,
    });
  }
  const imageless = spec.services.filter((service) => service.image === null);
  if (appImage === null) refuseAny(imageless.map((service) => missingImage(service.name)));
  return spec;
}
