import { createHash } from 'node:crypto';
import type { Finding } from '@devopsellence/core';
import { defaultEnvironment, type EnvironmentSpec, encodeSpec, resolve, resolveBuild } from '@devopsellence/core';
import type { App } from '../app.js';
import type { AppImage, ControlPlaneClient, DeployRequest } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';
import { environmentOf, namesOf } from '../environment.js';
import { choosePublisher, type PublishedImage } from './publish-image.js';
import { dirtyFinding, readSource, type Source } from './source.js';

/** What a deploy hands over, and what is worth knowing about it. */
export interface PreparedDeploy {
  readonly request: Omit<DeployRequest, 'requestToken' | 'dryRun' | 'takeBack' | 'supersede'>;
  readonly findings: readonly Finding[];
}

export interface DeployInput {
  readonly app: App;
  readonly client: ControlPlaneClient;
  /** As given on the command line. */
  readonly image: string | null;
  readonly dryRun: boolean;
}

/** Resolves the spec, names the revision, and makes sure that there is an app image where a service needs one. */
export async function prepareDeploy(context: CommandContext, input: DeployInput): Promise<PreparedDeploy> {
  const { app, image } = input;
  const spec = specOf(app, context);
  const source = await readSource(app.directory, context);
  const needsImage = spec.services.some((service) => service.image === null);
  const published = needsImage ? await appImageOf({ ...input, spec, source }, context) : null;
  const { organization, project, environment } = spec;
  const appImage = published?.image ?? null;
  const encoded = encodeSpec(spec);
  return {
    request: {
      environment: { organization, project, environment },
      spec: encoded,
      revision: source.commit ?? contentHash(encoded, appImage),
      appImage,
    },
    findings: [...findingsOf(source, image !== null && !needsImage), ...(published?.findings ?? [])],
  };
}

function specOf({ config }: App, context: CommandContext): EnvironmentSpec {
  const spec = resolve(config, environmentOf(context, defaultEnvironment(config)));
  const { organization, project } = namesOf(context);
  return { ...spec, organization: organization ?? spec.organization, project: project ?? spec.project };
}

interface ImageNeed extends DeployInput {
  readonly spec: EnvironmentSpec;
  readonly source: Source;
}

async function appImageOf(need: ImageNeed, context: CommandContext): Promise<PublishedImage> {
  const { app, client, dryRun, spec, source, image } = need;
  if (image !== null) return { image: { reference: image, id: null, manifest: null }, findings: [] };
  const { organization, project, environment } = spec;
  const names = { organization, project, environment };
  const publisher = await choosePublisher(context, { client, environment: names, dryRun });
  return await publisher.publish({ directory: app.directory, project, build: resolveBuild(app.config), source });
}

function contentHash(spec: string, appImage: AppImage | null): string {
  return createHash('sha256')
    .update(`${spec}\n${appImage?.reference ?? ''}`)
    .digest('hex')
    .slice(0, 40);
}

function findingsOf({ commit, isDirty }: Source, isImageUnused: boolean): readonly Finding[] {
  const unused: Finding = {
    severity: 'info',
    code: 'image_unused',
    message: '--image is not used: every service of the config has an image of its own',
    nextActions: [],
  };
  return [...(commit !== null && isDirty ? [dirtyFinding(commit)] : []), ...(isImageUnused ? [unused] : [])];
}
