import type { RotateRequest, Rotation, TrustStatus } from '../client/identity-client.js';
import type { CommandContext } from '../command.js';
import { confirm } from '../confirm.js';
import { withClient } from '../connect.js';
import { flag, list } from '../parameter.js';
import { usage } from '../usage.js';
import { documentOfRotation, linesOfRotation, type RotationKind, titleOf } from './describe.js';

export const FINISH = flag('--finish', 'drop the old one');
export const WITHOUT = list('--without <A,B>', 'with --finish: nodes to leave behind; they have to join again');

/** Begins or finishes a replacement, and shows how far it is. */
export async function rotate(context: CommandContext, kind: RotationKind): Promise<number> {
  const { input } = context;
  const request: RotateRequest = { finish: input.get(FINISH), without: input.get(WITHOUT) ?? [] };
  if (!request.finish && request.without.length > 0) throw usage('--without needs --finish');
  if (request.finish) await confirm(context, `Drop the old ${titleOf(kind)}?`);
  return await withClient(context, async (client) => {
    const status = await (kind === 'signing_key' ? client.rotateSigningKey(request) : client.rotateAuthority(request));
    return show(context, kind, rotationOf(status, kind));
  });
}

/** Shows how far a replacement is. */
export function showRotation(context: CommandContext, kind: RotationKind): Promise<number> {
  return withClient(context, async (client) => show(context, kind, rotationOf(await client.trustStatus(), kind)));
}

function show({ output }: CommandContext, kind: RotationKind, rotation: Rotation): number {
  const lines = linesOfRotation(kind, rotation);
  return output.succeed({ message: lines[0] ?? '', fields: documentOfRotation(rotation), lines });
}

function rotationOf({ certificateAuthority, signingKey }: TrustStatus, kind: RotationKind): Rotation {
  return kind === 'signing_key' ? signingKey : certificateAuthority;
}
