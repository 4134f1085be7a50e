import type { z } from 'zod';
import type { ConfigSchema } from './schema/config.js';

/**
 * `devopsellence.yml` as parsed: valid in every environment it declares, defaults not yet applied. Durations are
 * milliseconds and memory is bytes.
 */
export type Config = z.output<ConfigSchema>;

export type ServiceConfig = Config['services'][string];
export type OverlayConfig = NonNullable<Config['environments']>[string];
export type DependsOnConfig = NonNullable<ServiceConfig['depends_on']>;
export type ReadinessConfig = NonNullable<ServiceConfig['readiness']>;
