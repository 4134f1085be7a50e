import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { AppError, type BuildSpec } from '@devopsellence/core';
import type { CommandContext } from '../command.js';
import type { ProgramResult } from '../outside.js';
import { docker, hasBuildx, WITHOUT_ATTESTATIONS } from './docker.js';
import type { Source } from './source.js';

export interface ImageBuild {
  /** Folder of the config. */
  readonly directory: string;
  readonly project: string;
  readonly build: BuildSpec;
  readonly source: Source;
}

/** An app image that the local engine has just built. */
export interface BuiltImage {
  readonly reference: string;
  /** `sha256:…`, as the local engine names it. */
  readonly id: string;
}

/**
 * Builds the app image with the local Docker Engine and returns it. Its tag names the commit, and the content too
 * where the commit alone does not say it: one tag never stands for two images.
 */
export async function buildImage(context: CommandContext, request: ImageBuild): Promise<BuiltImage> {
  const { directory, project, build, source } = request;
  const { io, output } = context;
  // Without the plugin, a Docker client refuses to build with BuildKit.
  const hasBuildKit = await hasBuildx(context, directory);
  const folder = join(directory, build.context);
  output.talk(`Building the app image from ${build.context} (${build.dockerfile}).`);
  const started = context.outside.clock.now();
  const temporaryTag = `devopsellence/${project}:building-${process.pid}-${started}`;
  const args = [
    'build',
    ...platformArguments(build, hasBuildKit),
    '--file',
    join(folder, build.dockerfile),
    '--tag',
    temporaryTag,
    folder,
  ];
  const built = await docker(context, {
    args,
    cwd: directory,
    env: { DOCKER_BUILDKIT: hasBuildKit ? '1' : '0', ...WITHOUT_ATTESTATIONS },
    onOutput: (chunk) => io.stderr.write(chunk),
  });
  if (built.exitCode !== 0) throw buildFailed(built, build);
  const id = await imageId(context, temporaryTag, directory);
  const tag = `devopsellence/${project}:${tagOf(source, id)}`;
  await docker(context, { args: ['tag', id, tag], cwd: directory });
  await docker(context, { args: ['image', 'rm', temporaryTag], cwd: directory });
  return { reference: tag, id };
}

/** The old builder knows no platforms; several at once cannot be kept by a local engine, which then builds its own. */
function platformArguments({ platforms }: BuildSpec, hasBuildKit: boolean): readonly string[] {
  const [platform, ...others] = platforms;
  if (!hasBuildKit) return [];
  return platform === undefined || others.length > 0 ? ['--load'] : ['--load', '--platform', platform];
}

async function imageId(context: CommandContext, tag: string, cwd: string): Promise<string> {
  const { exitCode, stdout } = await docker(context, { args: ['image', 'inspect', '--format', '{{.Id}}', tag], cwd });
  const id = stdout.trim();
  if (exitCode === 0 && /^sha256:[0-9a-f]{64}$/.test(id)) return id;
  throw new AppError('build_failed', { message: `the image ${tag} was built but the engine does not have it` });
}

function tagOf({ commit, isDirty }: Source, id: string): string {
  const content = createHash('sha256').update(id).digest('hex').slice(0, 12);
  if (commit === null) return content;
  return isDirty ? `${commit.slice(0, 12)}-${content}` : commit.slice(0, 12);
}

function buildFailed({ exitCode }: ProgramResult, { context, dockerfile }: BuildSpec): AppError {
  if (exitCode !== null) {
    return new AppError('build_failed', {
      message: 'the app image could not be built',
      reason: `docker build failed with exit code ${exitCode}; its output is above`,
      nextActions: [`docker build --file ${join(context, dockerfile)} ${context}`],
    });
  }
  return new AppError('build_failed', {
    message: 'the app image could not be built: there is no docker command here',
    nextActions: ['install the Docker CLI', 'devopsellence deploy --image REF'],
  });
}
