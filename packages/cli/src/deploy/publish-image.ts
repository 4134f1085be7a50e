import type { Finding } from '@devopsellence/core';
import type { AppImage, ControlPlaneClient } from '../client/control-plane-client.js';
import type { EnvironmentName } from '../client/names.js';
import type { CommandContext } from '../command.js';
import { buildImage, type ImageBuild } from './build-image.js';

export interface PublishedImage {
  /** As a deploy names it, so that nodes find it. */
  readonly image: AppImage;
  readonly findings: readonly Finding[];
}

/** Builds the app image, and brings it to where nodes find it. */
export interface ImagePublisher {
  /** Returns once the image is there, or is known to be the control plane's to hand out. May be repeated. */
  publish(request: ImageBuild): Promise<PublishedImage>;
}

export interface PublisherChoice {
  readonly client: ControlPlaneClient;
  readonly environment: EnvironmentName;
  readonly dryRun: boolean;
}

/** The publisher for an environment: its organization's registry decides. */
export async function choosePublisher(context: CommandContext, choice: PublisherChoice): Promise<ImagePublisher> {
  const registry = await choice.client.pushRegistry(choice.environment);
  if (registry === null) return nodesMayHaveIt(context);
  const { RegistryPublisher } = await import('./push-image.js');
  return new RegistryPublisher(context, registry, choice.dryRun);
}

/** Without a registry to push to, the deploy names the image by its id: nodes that were built on have it already. */
function nodesMayHaveIt(context: CommandContext): ImagePublisher {
  return {
    publish: async (request) => ({ image: { ...(await buildImage(context, request)), manifest: null }, findings: [] }),
  };
}
