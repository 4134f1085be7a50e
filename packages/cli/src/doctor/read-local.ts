import { resolveBuild, toAppError } from '@devopsellence/core';
import { VERSION } from '@devopsellence/runtime';
import { loadApp } from '../app.js';
import type { CommandContext } from '../command.js';
import { readSource } from '../deploy/source.js';
import type { LocalConfig, LocalDocker, LocalFacts } from './diagnose-local.js';

/** Looks at this machine and at the app in this folder. Never fails. */
export async function readLocal(context: CommandContext): Promise<LocalFacts> {
  const { cwd } = context.io;
  const [config, docker, source] = await Promise.all([
    readConfig(context),
    readDocker(context),
    readSource(cwd, context),
  ]);
  return { nodeVersion: process.version, cliVersion: VERSION, config, docker, source };
}

async function readConfig(context: CommandContext): Promise<LocalConfig> {
  try {
    const { file, config } = await loadApp(context);
    const builds = Object.values(config.services).some(({ image }) => image === undefined || image === null);
    resolveBuild(config);
    return { file, problem: null, builds };
  } catch (thrown) {
    const problem = toAppError(thrown);
    const isAbsent = problem.code === 'config_not_found' && context.globals.config === null;
    return { file: null, problem: isAbsent ? null : problem, builds: false };
  }
}

async function readDocker({ io, outside }: CommandContext): Promise<LocalDocker> {
  const docker = (...args: readonly string[]) =>
    outside.runProgram({ program: 'docker', args, cwd: io.cwd, env: io.env }, io.signal);
  const [version, buildx] = await Promise.all([
    docker('version', '--format', '{{.Client.Version}} {{.Server.Version}}'),
    docker('buildx', 'version'),
  ]);
  if (version.exitCode === null) return { client: null, engine: null, hasBuildx: false };
  // Without an engine the client prints its own version and fails.
  const [client = '', engine = ''] = version.stdout.trim().split(/\s+/);
  return { client, engine: version.exitCode === 0 ? engine : null, hasBuildx: buildx.exitCode === 0 };
}
