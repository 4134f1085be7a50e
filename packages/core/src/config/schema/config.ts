import { z } from 'zod';
import { DEFAULTS } from '../defaults.js';
import type { TextRule } from '../names.js';
import { fallback, optional, required } from './field.js';
import { overlaySchema } from './overlay.js';
import { configParts } from './parts.js';
import { name, text } from './text.js';

const SCHEMA_VERSION = 'schema_version must be 1; run `devopsellence init` to write a config of this version';

const FILE: TextRule = {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters have no place in a path
  pattern: /^(?=[\s\S]*\S)[^\u0000-\u001f]{1,1024}$/,
  message: 'must be a path',
  hint: () => null,
};

const PLATFORM: TextRule = {
  pattern: /^[a-z0-9]{1,20}\/[a-z0-9]{1,20}(?:\/[a-z0-9]{1,20})?$/,
  message: 'must be a platform',
  hint: () => 'for example linux/amd64 or linux/arm64',
};

function buildSchema() {
  return z.strictObject({
    context: optional(text(FILE), 'Folder that is sent to the build.', fallback(DEFAULTS.build.context)),
    dockerfile: optional(text(FILE), 'Path of the Dockerfile in the context.', fallback(DEFAULTS.build.dockerfile)),
    platforms: optional(
      z.array(text(PLATFORM)).min(1).max(10),
      'Platforms to build for.',
      fallback(DEFAULTS.build.platforms),
    ),
  });
}

function createConfigSchema() {
  const parts = configParts();
  return z
    .strictObject({
      schema_version: required(z.literal(1, { error: SCHEMA_VERSION }), 'Version of this schema: 1.'),
      organization: required(name('organization'), 'Who owns the project.'),
      project: required(name('project'), 'Name of the app.'),
      default_environment: optional(
        name('environment'),
        'Where commands act when they are not told.',
        fallback(DEFAULTS.environment),
      ),
      build: optional(buildSchema(), 'How the app image is built. The same in every environment.'),
      services: required(z.record(name('service'), parts.service), 'The services by name; at least one.'),
      tasks: optional(
        z.record(name('task'), parts.task),
        'One-shot commands: `release` runs in every deployment before the new version, the others on a schedule.',
        fallback({}),
      ),
      ingress: optional(parts.ingress, 'Which requests from outside reach which service.'),
      rollout: optional(parts.rollout, 'How deployments go from node to node.'),
      environments: optional(
        z.record(name('environment'), overlaySchema(parts)),
        'What is different in an environment. An environment needs no entry here.',
        fallback({}),
      ),
    })
    .meta({ title: 'devopsellence.yml', description: 'An app and its supporting services, deployed to plain VMs.' });
}

export type ConfigSchema = ReturnType<typeof createConfigSchema>;

let schema: ConfigSchema | null = null;

/** The schema of `devopsellence.yml`, made at first use: most commands never read a config. */
export function configSchema(): ConfigSchema {
  schema ??= createConfigSchema();
  return schema;
}
