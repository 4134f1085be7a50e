import type { CommandContext } from '../command.js';
import type { ProgramResult } from '../outside.js';

export interface DockerCall {
  readonly args: readonly string[];
  readonly cwd: string;
  /** Over the variables of this process. */
  readonly env?: Readonly<Record<string, string>>;
  /** Gets what the command writes, as it comes; nothing is then kept. */
  readonly onOutput?: (chunk: Uint8Array) => void;
}

/** Runs the local docker command. */
export function docker({ io, outside }: CommandContext, call: DockerCall): Promise<ProgramResult> {
  const env = { ...io.env, ...call.env };
  return outside.runProgram({ program: 'docker', streamsOutput: call.onOutput !== undefined, ...call, env }, io.signal);
}

/** Whether the docker command has the buildx plugin. */
export async function hasBuildx(context: CommandContext, cwd: string): Promise<boolean> {
  return (await docker(context, { args: ['buildx', 'version'], cwd })).exitCode === 0;
}

/**
 * An attestation says when something was built, and so no two builds would have the same digest: an unchanged app could
 * not be told from a changed one.
 */
export const WITHOUT_ATTESTATIONS = { BUILDX_NO_DEFAULT_ATTESTATIONS: '1' } as const;
