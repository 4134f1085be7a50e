import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import type { PushRegistry } from '../client/registry-client.js';
import type { CommandContext } from '../command.js';
import type { ImageBuild } from './build-image.js';
import { docker, hasBuildx, WITHOUT_ATTESTATIONS } from './docker.js';
import { withDockerLogin } from './docker-config.js';
import { LastOutput, pushFailure } from './push-failure.js';

export interface PushTarget {
  readonly registry: PushRegistry;
  /** `HOST/NAMESPACE/NAME`. */
  readonly repository: string;
  /** Builds, and pushes nothing. */
  readonly dryRun: boolean;
}

/**
 * Builds for several platforms and pushes all of it under one name: a local engine could not keep it. Resolves to the
 * digest. Throws `buildx_missing` before anything is built.
 */
export async function buildAndPush(context: CommandContext, request: ImageBuild, target: PushTarget): Promise<string> {
  const { platforms } = request.build;
  if (!(await hasBuildx(context, request.directory))) throw buildxMissing(platforms);
  context.output.talk(`Building the app image for ${platforms.join(', ')} and pushing it to ${target.repository}.`);
  const folder = await mkdtemp(join(tmpdir(), 'devopsellence-build-'));
  try {
    const metadata = join(folder, 'metadata.json');
    await run(context, { request, target, metadata });
    return await readDigest(metadata);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Build {
  readonly request: ImageBuild;
  readonly target: PushTarget;
  readonly metadata: string;
}

async function run(context: CommandContext, build: Build): Promise<void> {
  const { registry } = build.target;
  const said = new LastOutput((chunk) => context.io.stderr.write(chunk));
  const { exitCode } = await withDockerLogin(context.io, registry, (env) =>
    docker(context, {
      args: argumentsOf(context, build),
      cwd: build.request.directory,
      env: { ...env, ...WITHOUT_ATTESTATIONS },
      onOutput: said.take,
    }),
  );
  if (exitCode !== 0) throw failureOf(build, exitCode, said.text);
}

function argumentsOf(context: CommandContext, { request, target, metadata }: Build): readonly string[] {
  const { build, directory } = request;
  const folder = join(directory, build.context);
  return [
    'buildx',
    'build',
    '--platform',
    build.platforms.join(','),
    '--file',
    join(folder, build.dockerfile),
    '--tag',
    `${target.repository}:${newTag(context, request)}`,
    '--metadata-file',
    metadata,
    ...(target.dryRun ? ['--output', 'type=image,push=false'] : ['--push']),
    folder,
  ];
}

/** The content is known only after the push: the moment keeps a tag from standing for two images. */
function newTag({ outside }: CommandContext, { source }: ImageBuild): string {
  const moment = new Date(outside.clock.now()).toISOString().replaceAll(/[^0-9]/g, '');
  return source.commit === null ? moment : `${source.commit.slice(0, 12)}-${moment}`;
}

/** Of a push that failed, buildx says so in its last lines; anything else is the build. */
function failureOf({ request, target }: Build, exitCode: number | null, said: string): AppError {
  if (/failed to push|failed to authorize|pushing (layers|manifest)/.test(said))
    return pushFailure(target.registry, said);
  const isDriver = /multi-platform build is not supported/i.test(said);
  return new AppError('build_failed', {
    message: `the app image could not be built for ${request.build.platforms.join(', ')}`,
    reason: isDriver
      ? 'the chosen builder builds for one platform only'
      : `docker buildx build failed with exit code ${exitCode}; its output is above`,
    nextActions: isDriver ? ['docker buildx create --use'] : ['docker buildx ls   # what the builder can build for'],
  });
}

async function readDigest(metadata: string): Promise<string> {
  const text = await readFile(metadata, 'utf8').catch(() => '');
  const digest = /"containerimage\.digest": *"(sha256:[0-9a-f]{64})"/.exec(text)?.[1];
  if (digest !== undefined) return digest;
  throw new AppError('build_failed', {
    message: 'docker buildx did not tell the digest of what it built',
    nextActions: ['docker buildx version   # 0.6 or newer is needed'],
  });
}

function buildxMissing(platforms: readonly string[]): AppError {
  return new AppError('buildx_missing', {
    message: `the app image is to be built for ${platforms.join(', ')}, and the docker command here has no buildx plugin`,
    reason: 'only buildx builds one image for several platforms',
    nextActions: [
      'install the Docker buildx plugin, then check: docker buildx version',
      'devopsellence deploy --image REF',
    ],
  });
}
