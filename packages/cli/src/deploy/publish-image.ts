import type { AppImage, ControlPlaneClient } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';

/** An app image that the local engine has just built. */
export interface BuiltImage {
  readonly reference: string;
  /** `sha256:…`, as the local engine names it. */
  readonly id: string;
}

/** The image as a deploy names it, so that nodes find it. */
export type PublishedImage = AppImage;

/** Brings built images to where nodes find them. */
export interface ImagePublisher {
  /** Returns once the image is there, or is known to be the control plane's to hand out. May be repeated. */
  publish(built: BuiltImage): Promise<PublishedImage>;
}

export interface PublisherChoice {
  readonly context: CommandContext;
  readonly client: ControlPlaneClient;
  readonly organization: string;
}

/** The publisher for an organization. */
export async function choosePublisher(_choice: PublisherChoice): Promise<ImagePublisher> {
  return nodesMayHaveIt;
}

/** Without a registry to push to, the deploy names the image by its id: nodes that were built on have it already. */
const nodesMayHaveIt: ImagePublisher = { publish: (built) => Promise.resolve({ ...built, manifest: null }) };
