import { AppError } from '@devopsellence/core';
import type { PushRegistry } from '../client/registry-client.js';
import type { CommandContext } from '../command.js';
import { buildImage, type ImageBuild } from './build-image.js';
import { buildAndPush } from './build-platforms.js';
import { docker } from './docker.js';
import { withDockerLogin } from './docker-config.js';
import type { ImagePublisher, PublishedImage } from './publish-image.js';
import { LastOutput, pushFailure } from './push-failure.js';

/** Pushes what is built to the registry of the organization. The digest that the registry gave it is what a deploy names. */
export class RegistryPublisher implements ImagePublisher {
  readonly #context: CommandContext;
  readonly #registry: PushRegistry;
  readonly #dryRun: boolean;

  /** A dry run pushes nothing. */
  constructor(context: CommandContext, registry: PushRegistry, dryRun: boolean) {
    this.#context = context;
    this.#registry = registry;
    this.#dryRun = dryRun;
  }

  async publish(request: ImageBuild): Promise<PublishedImage> {
    const { host, namespace } = this.#registry;
    const repository = `${host}/${namespace}/${request.project}-app`;
    const target = { registry: this.#registry, repository, dryRun: this.#dryRun };
    if (request.build.platforms.length > 1) {
      const digest = await buildAndPush(this.#context, request, target);
      return { image: pinned(repository, digest), findings: [] };
    }
    const { id } = await buildImage(this.#context, request);
    const { directory, source } = request;
    const tag = [source.commit, id.replace('sha256:', '')].filter((part) => part !== null).map(shortened);
    const local = { id, reference: `${repository}:${tag.join('-')}`, cwd: directory };
    return this.#dryRun ? await this.#imagine(repository, local) : await this.#push(repository, local);
  }

  async #push(repository: string, { id, reference, cwd }: LocalImage): Promise<PublishedImage> {
    const { io, output } = this.#context;
    output.talk(`Pushing the app image to ${repository}.`);
    const said = new LastOutput((chunk) => io.stderr.write(chunk));
    await docker(this.#context, { args: ['tag', id, reference], cwd });
    const { exitCode } = await withDockerLogin(io, this.#registry, (env) =>
      docker(this.#context, { args: ['push', reference], cwd, env, onOutput: said.take }),
    );
    if (exitCode !== 0) throw pushFailure(this.#registry, said.text);
    const digest = /digest: (sha256:[0-9a-f]{64})/.exec(said.text)?.[1];
    if (digest !== undefined) return { image: pinned(repository, digest), findings: [] };
    throw new AppError('push_failed', {
      message: `${reference} was pushed, but the docker command did not tell its digest`,
      nextActions: [`devopsellence deploy --image ${reference}`],
    });
  }

  /** The digest of an image that was pushed before is known; any other is new to the registry, and to all nodes. */
  async #imagine(repository: string, { id, cwd }: LocalImage): Promise<PublishedImage> {
    const args = ['image', 'inspect', '--format', '{{join .RepoDigests "\\n"}}', id];
    const { stdout } = await docker(this.#context, { args, cwd });
    const known = stdout.split('\n').find((name) => name.startsWith(`${repository}@`));
    if (known !== undefined) return { image: { reference: known.trim(), id: null, manifest: null }, findings: [] };
    const message = 'the app image is new and was not pushed, as this is a dry run: its digest is not known yet';
    const finding = { severity: 'info', code: 'image_not_pushed', message, nextActions: [] } as const;
    return { image: pinned(repository, id), findings: [finding] };
  }
}

interface LocalImage {
  readonly id: string;
  /** The name to push it under. It has the content in it: no tag is ever moved, and no pushed image is left without one. */
  readonly reference: string;
  readonly cwd: string;
}

function pinned(repository: string, digest: string): PublishedImage['image'] {
  return { reference: `${repository}@${digest}`, id: null, manifest: null };
}

function shortened(text: string): string {
  return text.slice(0, 12);
}
