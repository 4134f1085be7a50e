import { access, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '@devopsellence/core';
import { describe, expect, it } from 'vitest';
import type { AppImage, DeployRequest } from '../client/control-plane-client.js';
import type { PushRegistry } from '../client/registry-client.js';
import type { ProgramCall } from '../outside.js';
import { aDeployReply } from '../testing/builders.js';
import { cli, folder, LOGGED_IN, type ProgramAnswer, programs, SHOP_CONFIG, shop } from '../testing/cli.js';
import { FakeIo } from '../testing/fake-io.js';

const COMMIT = '3f2a91c0d4e5f60718293a4b5c6d7e8f90a1b2c3';
const ID = `sha256:${'1'.repeat(64)}`;
const DIGEST = `sha256:${'2'.repeat(64)}`;
const REPOSITORY = 'r.example.com:5000/acme/shop-app';
const TAG = `${REPOSITORY}:3f2a91c0d4e5-111111111111`;
const PASSWORD = 'korrekt pferd';

const BUILDS: Readonly<Record<string, ProgramAnswer>> = {
  'git rev-parse': { stdout: `${COMMIT}\n` },
  'git status': {},
  'docker buildx version': { exitCode: 1 },
  'docker build': {},
  'docker image inspect --format {{.Id}}': { stdout: `${ID}\n` },
  'docker image inspect --format {{join': { stdout: '\n' },
  'docker tag': {},
  'docker image rm': {},
};
const PUSHED = { 'docker push': { output: `3f2a: digest: ${DIGEST} size: 528\n` } };
const FOR_TWO = SHOP_CONFIG.replace(
  'project: shop\n',
  'project: shop\nbuild: { platforms: [linux/amd64, linux/arm64] }\n',
);

interface Deploy {
  readonly words?: string;
  readonly registry?: Partial<PushRegistry>;
  readonly answers?: Readonly<Record<string, ProgramAnswer>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly config?: string;
  readonly io?: FakeIo;
}

/** Deploys with a registry to push to; resolves to the result, what was deployed, and what was run. */
async function deploy({ words = 'deploy --json', registry = {}, answers = PUSHED, env = {}, config, io }: Deploy = {}) {
  const images: (AppImage | null)[] = [];
  const { run: runProgram, calls } = programs({ ...answers, ...BUILDS, ...answers });
  const credential = { username: 'ci', password: PASSWORD };
  const client = {
    pushRegistry: () => Promise.resolve({ host: 'r.example.com:5000', namespace: 'acme', credential, ...registry }),
    deploy: ({ appImage }: DeployRequest) => {
      images.push(appImage);
      return Promise.resolve(aDeployReply({ deploymentId: null }));
    },
  };
  const cwd = await folder({ 'devopsellence.yml': config ?? SHOP_CONFIG });
  const options = { cwd, env: { ...LOGGED_IN, ...env }, client, outside: { runProgram } };
  const result = await cli(words, io === undefined ? options : { ...options, io });
  return { result, images, calls };
}

/** Reads the configuration that the docker command was given. */
function reader() {
  const seen: { folder: string; config: unknown; entries: string[]; mode: number }[] = [];
  const during = async ({ env }: ProgramCall) => {
    const path = env.DOCKER_CONFIG ?? '';
    const config: unknown = JSON.parse(await readFile(join(path, 'config.json'), 'utf8'));
    const entries = (await readdir(path)).sort();
    seen.push({ folder: path, config, entries, mode: (await stat(path)).mode & 0o777 });
  };
  return { seen, during };
}

describe('an app image with a registry to push to', () => {
  it('is pushed under a tag of its content, and deployed by the digest that the registry gave it', async () => {
    const { result, images, calls } = await deploy();
    expect(result.exitCode).toBe(0);
    expect(calls).toContain(`docker tag ${ID} ${TAG}`);
    expect(calls).toContain(`docker push ${TAG}`);
    expect(images).toEqual([{ reference: `${REPOSITORY}@${DIGEST}`, id: null, manifest: null }]);
  });

  it('is pushed with the credential in a folder of its own, beside what docker knows anyway', async () => {
    const own = await folder();
    await mkdir(join(own, 'contexts'));
    const config = { currentContext: 'build-host', credsStore: 'desktop', auths: { other: { auth: 'kept' } } };
    await writeFile(join(own, 'config.json'), JSON.stringify(config));
    const { seen, during } = reader();
    const { result, calls } = await deploy({
      env: { DOCKER_CONFIG: own },
      answers: { 'docker push': { ...PUSHED['docker push'], during } },
    });
    const auth = Buffer.from(`ci:${PASSWORD}`).toString('base64');
    const [given] = seen;
    expect(given).toMatchObject({ entries: ['config.json', 'contexts'], mode: 0o700 });
    expect(given?.config).toEqual({
      ...config,
      auths: { ...config.auths, 'r.example.com:5000': { auth } },
      credHelpers: { 'r.example.com:5000': '' },
    });
    await expect(access(given?.folder ?? own)).rejects.toThrow('ENOENT');
    expect(await readdir(own)).toEqual(['config.json', 'contexts']);
    expect(calls.join('\n') + result.stdout + result.stderr).not.toContain(PASSWORD);
    expect(calls.join('\n') + result.stdout + result.stderr).not.toContain(auth);
  });

  it('knows the public registry by the name that docker has for it', async () => {
    const { seen, during } = reader();
    await deploy({
      registry: { host: 'docker.io' },
      answers: { 'docker push': { during } },
      env: { HOME: '/nowhere' },
    });
    expect(seen[0]?.config).toMatchObject({ auths: { 'https://index.docker.io/v1/': {} } });
  });

  it('is pushed as docker itself would where no credential is stored', async () => {
    const configs: unknown[] = [];
    const during = ({ env }: ProgramCall) => Promise.resolve(void configs.push(env.DOCKER_CONFIG));
    const { images } = await deploy({
      registry: { credential: null },
      env: { DOCKER_CONFIG: '/mine' },
      answers: { 'docker push': { ...PUSHED['docker push'], during } },
    });
    expect(configs).toEqual(['/mine']);
    expect(images).toHaveLength(1);
  });

  it('leaves no credential behind when it is interrupted', async () => {
    const io = new FakeIo({ cwd: await shop(), env: { ...LOGGED_IN, DEVOPSELLENCE_STATE_HOME: await folder() } });
    const { seen, during } = reader();
    const interrupted = async (call: ProgramCall) => {
      await during(call);
      io.pressCtrlC();
      throw new AppError('cancelled', { message: 'docker was interrupted' });
    };
    const { result, images } = await deploy({ io, answers: { 'docker push': { during: interrupted } } });
    expect(result.exitCode).toBe(130);
    expect(images).toEqual([]);
    await expect(access(seen[0]?.folder ?? '/')).rejects.toThrow('ENOENT');
  });

  it.each([
    ['unauthorized: authentication required', 'registry_auth_failed', 'does not let ci push to acme'],
    ['dial tcp 10.0.0.1:5000: connect: connection refused', 'registry_unreachable', 'cannot be reached, or went away'],
    ['tag invalid: The image tag is immutable', 'push_failed', 'could not be pushed to r.example.com:5000/acme'],
  ])('that cannot be pushed is not deployed: %s → %s', async (said, code, message) => {
    const { result, images } = await deploy({
      answers: { 'docker push': { exitCode: 1, output: `Layer\n${said}\n` } },
    });
    expect(result.exitCode).toBe(1);
    const error: unknown = expect.objectContaining({ code, reason: said, message: expect.stringContaining(message) });
    expect(JSON.parse(result.stdout)).toMatchObject({ ok: false, error });
    expect(images).toEqual([]);
  });

  it('whose digest nobody tells is not deployed', async () => {
    const { result, images } = await deploy({ answers: { 'docker push': { output: 'pushed\n' } } });
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'push_failed' } });
    expect(images).toEqual([]);
  });

  it('is not pushed by a dry run, which knows the digest of what was pushed before', async () => {
    const fresh = await deploy({ words: 'deploy --dry-run' });
    expect(fresh.images).toEqual([{ reference: `${REPOSITORY}@${ID}`, id: null, manifest: null }]);
    expect(fresh.result.stderr).toContain('Note: the app image is new and was not pushed, as this is a dry run');
    const others = `elsewhere/shop-app@${ID}\n${REPOSITORY}@${DIGEST}\n`;
    const known = await deploy({
      words: 'deploy --dry-run',
      answers: { 'docker image inspect --format {{join': { stdout: others } },
    });
    expect(known.images).toEqual([{ reference: `${REPOSITORY}@${DIGEST}`, id: null, manifest: null }]);
    expect([...fresh.calls, ...known.calls].filter((call) => call.startsWith('docker push'))).toEqual([]);
  });
});

describe('an app image for several platforms', () => {
  const buildx = (answer: ProgramAnswer = {}): Readonly<Record<string, ProgramAnswer>> => ({
    'docker buildx version': {},
    'docker buildx build': {
      ...answer,
      during: async ({ args }) => {
        const metadata = { 'buildx.build.ref': 'x', 'containerimage.digest': DIGEST };
        await writeFile(args[args.indexOf('--metadata-file') + 1] ?? '', JSON.stringify(metadata, null, 2));
      },
    },
  });

  it('is built and pushed at once, and deployed by the digest of all of it', async () => {
    const { seen, during } = reader();
    const build = buildx()['docker buildx build'];
    const both = async (call: ProgramCall) => {
      await during(call);
      await build?.during?.(call);
    };
    const answers = { ...buildx(), 'docker buildx build': { during: both } };
    const { result, images, calls } = await deploy({ config: FOR_TWO, answers });
    expect(result.exitCode).toBe(0);
    expect(images).toEqual([{ reference: `${REPOSITORY}@${DIGEST}`, id: null, manifest: null }]);
    expect(calls.at(-1)).toMatch(
      /^docker buildx build --platform linux\/amd64,linux\/arm64 --file \S+\/Dockerfile --tag r\.example\.com:5000\/acme\/shop-app:3f2a91c0d4e5-20260301120000000 --metadata-file \S+ --push \S+$/,
    );
    expect(seen).toMatchObject([{ config: { auths: { 'r.example.com:5000': {} } } }]);
    expect(calls.join('\n')).not.toContain(PASSWORD);
  });

  it('is built and not pushed by a dry run', async () => {
    const { calls, images } = await deploy({ words: 'deploy --dry-run', config: FOR_TWO, answers: buildx() });
    expect(calls.at(-1)).toContain(' --output type=image,push=false ');
    expect(images).toEqual([{ reference: `${REPOSITORY}@${DIGEST}`, id: null, manifest: null }]);
  });

  it('is refused before anything is built where there is no buildx', async () => {
    const { result, images, calls } = await deploy({ config: FOR_TWO });
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'buildx_missing' } });
    expect(images).toEqual([]);
    expect(calls.filter((call) => call.startsWith('docker'))).toEqual(['docker buildx version']);
  });

  it.each([
    ['ERROR: failed to solve: failed to push r/a:1: unexpected status: 401 Unauthorized', 'registry_auth_failed', []],
    [
      'ERROR: failed to solve: failed to push r/a:1: dial tcp 10.0.0.1:5000: connect: connection refused',
      'registry_unreachable',
      [],
    ],
    [
      'ERROR: Multi-platform build is not supported for the docker driver.',
      'build_failed',
      ['docker buildx create --use'],
    ],
    ['ERROR: failed to solve: process "/bin/sh -c false" did not complete', 'build_failed', []],
  ])('that fails says why: %s → %s', async (said, code, actions) => {
    const { result, images } = await deploy({ config: FOR_TWO, answers: buildx({ exitCode: 1, output: `${said}\n` }) });
    const error = { code, next_actions: expect.arrayContaining(actions) as unknown };
    expect(JSON.parse(result.stdout)).toMatchObject({ error });
    expect(images).toEqual([]);
  });

  it('whose digest is not told is not deployed', async () => {
    const silent = { 'docker buildx version': {}, 'docker buildx build': {} };
    const { result, images } = await deploy({ config: FOR_TWO, answers: silent });
    expect(JSON.parse(result.stdout)).toMatchObject({ error: { code: 'build_failed' } });
    expect(images).toEqual([]);
  });
});
