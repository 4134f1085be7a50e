import {
  AppError,
  type EnvironmentSpec,
  type PinnedImage,
  type Placement,
  pinOf,
  toAppError,
} from '@devopsellence/core';
import type { AskNodeDeps } from '../gateway/ask-node.js';
import type { Fleet } from '../gateway/fleet.js';
import type { ImageCatalogue } from '../images/uploaded-images.js';
import type { Environment, Node } from '../store/index.js';
import type { AppImage } from './deploy-request.js';
import { titleOf } from './environment-world.js';
import { type BuiltImage, resolveBuilt } from './resolve-built.js';
import { resolveOnNode } from './resolve-on-node.js';

export interface ResolveDeps extends AskNodeDeps {
  readonly fleet: Fleet;
  readonly images: ImageCatalogue;
}

export interface ResolveRequest {
  readonly environment: Pick<Environment, 'id'>;
  readonly spec: EnvironmentSpec;
  /** Of the services without an image of their own. */
  readonly appImage: AppImage | null;
  readonly placements: readonly Placement[];
  /** Attached, sorted by name. */
  readonly nodes: readonly Node[];
  /** The answer is only to be shown. */
  readonly dryRun: boolean;
}

/** One reference, the services that use it, and the online nodes that will run one of them. */
interface Question {
  readonly environmentId: string;
  readonly reference: string;
  /** What nodes are asked for: the reference, or the id it stands for. */
  readonly asked: string;
  readonly services: readonly string[];
  readonly nodes: readonly Node[];
  /** Names of the other nodes that will run one of them. */
  readonly offline: readonly string[];
  /** The app image, when it was built for this deploy. */
  readonly built: BuiltImage | null;
}

/**
 * Pins the image of every service, by service. A tag is resolved once, by a node that will run it, and holds for all;
 * an image that is in no registry must have the same id on every online node that will run it. References are looked up
 * at the same time, each once.
 */
export async function resolveImages(
  deps: ResolveDeps,
  request: ResolveRequest,
  signal: AbortSignal,
): Promise<Readonly<Record<string, PinnedImage>>> {
  const pinned = await Promise.all(
    questionsOf(deps, request).map(async (question) => {
      const image = await resolveQuestion(deps, { ...question, dryRun: request.dryRun }, signal);
      return question.services.map((service) => [service, image] as const);
    }),
  );
  return Object.fromEntries(pinned.flat());
}

function questionsOf(
  { fleet }: ResolveDeps,
  { environment, spec, appImage, placements, nodes }: ResolveRequest,
): readonly Question[] {
  const placed = new Map(placements.map(({ service, nodeIds }) => [service, new Set(nodeIds)]));
  const services = new Map<string, string[]>();
  for (const { name, image } of spec.services) {
    const reference = image ?? appImage?.reference ?? '';
    services.set(reference, [...(services.get(reference) ?? []), name]);
  }
  return [...services].map(([reference, names]) => {
    const built = reference === appImage?.reference ? builtImage(appImage) : null;
    const users = nodes.filter((node) => names.some((name) => placed.get(name)?.has(node.id) === true));
    const isOnline = (node: Node) => fleet.connection(node.id) === 'online';
    return {
      environmentId: environment.id,
      reference,
      asked: built?.id ?? reference,
      services: names,
      nodes: users.filter(isOnline),
      offline: users.filter((node) => !isOnline(node)).map(titleOf),
      built,
    };
  });
}

function builtImage({ reference, id, manifest }: AppImage): BuiltImage | null {
  return id === null ? null : { reference, id, manifest };
}

function resolveQuestion(
  deps: ResolveDeps,
  question: Question & { readonly dryRun: boolean },
  signal: AbortSignal,
): Promise<PinnedImage> {
  const askNodes = () => resolveReference(deps, question, signal);
  const { built } = question;
  return built === null ? askNodes() : resolveBuilt(deps.images, { ...question, image: built, askNodes });
}

async function resolveReference(deps: ResolveDeps, question: Question, signal: AbortSignal): Promise<PinnedImage> {
  const { reference } = question;
  const digest = digestOf(reference);
  if (digest !== null) return { reference, digest, imageId: null };
  const { image, others } = await firstAnswer(deps, question, signal);
  if (image.digest === null) await requireSameImage(deps, { ...question, nodes: others, image }, signal);
  return { ...image, reference };
}

/** The digest that the reference carries itself. */
function digestOf(reference: string): string | null {
  return /@(sha256:[0-9a-f]{64})$/.exec(reference)?.[1] ?? null;
}

interface Answer {
  readonly image: PinnedImage;
  /** Nodes that were not asked. */
  readonly others: readonly Node[];
}

/** Asks one node after the other until one can be asked: whatever that one says counts. */
async function firstAnswer(deps: ResolveDeps, question: Question, signal: AbortSignal): Promise<Answer> {
  const { environmentId, reference, asked, services, nodes } = question;
  const gone: string[] = [];
  for (const [index, node] of nodes.entries()) {
    const answer = await outcomeOf(deps, { node, reference: asked, environmentId }, signal);
    if (!(answer instanceof AppError)) return { image: answer, others: nodes.slice(index + 1) };
    if (answer.code !== 'node_offline') throw answer;
    gone.push(answer.message);
  }
  throw new AppError('node_offline', {
    message: `no node that will run ${services.join(', ')} is online, so nobody can tell what image ${reference} is`,
    evidence: gone,
    nextActions: ['devopsellence node list', 'give the image with its digest: REPOSITORY@sha256:…'],
  });
}

/** An image that no registry knows must be on all nodes that will run it, and be the same. */
async function requireSameImage(
  deps: ResolveDeps,
  question: Question & { readonly image: PinnedImage },
  signal: AbortSignal,
): Promise<void> {
  const { environmentId, reference, asked, image, nodes } = question;
  const answers = await Promise.all(
    nodes.map(async (node) => ({
      node,
      answer: await outcomeOf(deps, { node, reference: asked, environmentId }, signal),
    })),
  );
  const others = answers.filter(({ answer }) => isOther(answer, image));
  const [first] = others;
  if (first === undefined) return;
  const names = others.map(({ node }) => titleOf(node)).join(', ');
  const failure = first.answer instanceof AppError ? first.answer : null;
  throw new AppError(failure?.code ?? 'image_disagreement', {
    message:
      failure === null
        ? `image ${reference} is not the same on every node that will run it: it differs on ${names}`
        : `image ${reference} is in no registry and not on every node that will run it: not on ${names}`,
    evidence: others.map(({ node, answer }) => `${titleOf(node)}: ${describe(answer)}`),
    nextActions: ['push the image to a registry', `load the same image on ${names}`],
  });
}

/** A node that has gone offline meanwhile says nothing for or against. */
function isOther(answer: PinnedImage | AppError, image: PinnedImage): boolean {
  return answer instanceof AppError ? answer.code !== 'node_offline' : pinOf(answer) !== pinOf(image);
}

function describe(answer: PinnedImage | AppError): string {
  return answer instanceof AppError ? answer.message : pinOf(answer);
}

async function outcomeOf(
  deps: ResolveDeps,
  { node, ...asked }: { readonly node: Node; readonly reference: string; readonly environmentId: string },
  signal: AbortSignal,
): Promise<PinnedImage | AppError> {
  try {
    return await resolveOnNode(deps, { nodeId: node.id, node: titleOf(node), ...asked }, signal);
  } catch (error) {
    return toAppError(error);
  }
}
