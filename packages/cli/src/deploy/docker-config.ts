import { mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RegistryCredential } from '../client/registry-client.js';
import type { Io } from '../io.js';

const CONFIG = 'config.json';

export interface DockerLogin {
  readonly host: string;
  /** Null: what the docker command itself knows of the registry counts. */
  readonly credential: RegistryCredential | null;
}

/**
 * Does work with the variables under which the docker command knows the credential, which it reads from a folder: one of
 * our own, that only this user may enter, and that is gone when the work has ended, however it ended. All else in it is
 * the user's own configuration, so that contexts, builders and plugins are as ever.
 */
export async function withDockerLogin<Result>(
  { env }: Pick<Io, 'env'>,
  { host, credential }: DockerLogin,
  work: (env: Readonly<Record<string, string>>) => Promise<Result>,
): Promise<Result> {
  if (credential === null) return await work({});
  const own = env.DOCKER_CONFIG || join(env.HOME ?? homedir(), '.docker');
  const folder = await mkdtemp(join(tmpdir(), 'devopsellence-docker-'));
  try {
    await linkEntries(own, folder);
    const config = withCredential(await readConfig(join(own, CONFIG)), host, credential);
    await writeFile(join(folder, CONFIG), JSON.stringify(config), { mode: 0o600, flag: 'wx' });
    return await work({ DOCKER_CONFIG: folder });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function linkEntries(from: string, to: string): Promise<void> {
  const names = await readdir(from).catch(() => []);
  for (const name of names) if (name !== CONFIG) await symlink(join(from, name), join(to, name));
}

type Fields = Readonly<Record<string, unknown>>;

/** Empty where there is none: a config that docker itself could not read is worth nothing here either. */
async function readConfig(path: string): Promise<Fields> {
  try {
    return fieldsOf(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return {};
  }
}

/** A helper of the registry, or of all of them, would be asked first; an empty name says that there is none. */
function withCredential(config: Fields, host: string, { username, password }: RegistryCredential): Fields {
  const key = host === 'docker.io' ? 'https://index.docker.io/v1/' : host;
  const auth = Buffer.from(`${username}:${password}`).toString('base64');
  return {
    ...config,
    auths: { ...fieldsOf(config.auths), [key]: { auth } },
    credHelpers: { ...fieldsOf(config.credHelpers), [key]: '' },
  };
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
