import { AppError } from '@devopsellence/core';
import type { ControlPlaneClient, DeployReply, DeployRequest } from '../client/control-plane-client.js';
import type { CommandContext } from '../command.js';
import { uploadImage } from '../image/upload-image.js';

/**
 * Deploys. An app image that was built here and that a node lacks is uploaded when the control plane says so, which it
 * does only after everything else was found in order.
 */
export async function deployBuilt(
  context: CommandContext,
  client: ControlPlaneClient,
  request: DeployRequest,
): Promise<DeployReply> {
  try {
    return await client.deploy(request);
  } catch (error) {
    const { appImage } = request;
    if (
      !(error instanceof AppError) ||
      error.code !== 'image_not_uploaded' ||
      appImage === null ||
      appImage.id === null
    )
      throw error;
    const { reference, id } = appImage;
    return await client.deploy({
      ...request,
      appImage: await uploadImage(context, { client, image: { reference, id } }),
    });
  }
}
