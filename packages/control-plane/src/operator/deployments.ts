import { AppError, isImageId, MAX_SPEC_LENGTH } from '@devopsellence/core';
import { CHANGE_KIND, CONNECTION, encodeImage, ORDER, type wire } from '@devopsellence/protocol';
import type { AppImage, Caller, DeployAnswer } from '../deploy/deploy-request.js';
import type { DeployService } from '../deploy/deploy-service.js';
import { titleOf } from '../deploy/environment-world.js';
import type { PlannedNode } from '../deploy/plan-deployment.js';
import type { Fleet } from '../gateway/fleet.js';
import { encodeDeployment } from '../status/encode-deployment.js';
import { describeDeployment } from '../status/environment-status.js';
import { type WatchDeps, watchDeployment } from '../status/watch-deployment.js';
import {
  type Deployment,
  environmentById,
  listDeployments,
  noSuchDeployment,
  requireEnvironment,
} from '../store/index.js';
import type { OperatorContext, OperatorHandlers } from './handler.js';
import { requireEnvironmentNames } from './names.js';
import { requireText } from './require-text.js';

export interface DeploymentHandlerDeps extends WatchDeps {
  readonly deployService: DeployService;
  /** Ends a deployment if it runs; answers how it stands then. */
  readonly cancel: (deploymentId: string, actor: string) => Promise<Deployment>;
}

type StartRequest = Pick<
  wire.ApplyRequest__Output,
  'environment' | 'dryRun' | 'requestToken' | 'takeBack' | 'supersede'
>;

const MAX_TOKEN_LENGTH = 64;
const MAX_REVISION_LENGTH = 200;
const MAX_REFERENCE_LENGTH = 1_000;

export function deploymentHandlers(
  deps: DeploymentHandlerDeps,
): Pick<
  OperatorHandlers,
  'Deploy' | 'Apply' | 'Rollback' | 'ListDeployments' | 'CancelDeployment' | 'WatchDeployment'
> {
  const { deployService, fleet } = deps;
  return {
    Deploy: async (request, context) => {
      const answer = await deployService.deploy(requireDeployRequest(request), callerOf(context));
      return encodeAnswer(answer, fleet);
    },
    Apply: async (request, context) => {
      const answer = await deployService.apply(requireApplyRequest(request), callerOf(context));
      return encodeAnswer(answer, fleet);
    },
    Rollback: async (request, context) => {
      const answer = await deployService.rollBack(requireRollbackRequest(request), callerOf(context));
      return encodeAnswer(answer, fleet);
    },
    ListDeployments: async ({ environment }) => {
      const names = requireEnvironmentNames(environment);
      const { id } = await requireEnvironment(deps.store.db, names);
      const overviews = await listDeployments(deps.store.db, id);
      const deployments = overviews.map(({ deployment, revision }) => {
        return encodeDeployment(deployment, { names, revision, waiting: [], run: null });
      });
      return { deployments };
    },
    CancelDeployment: async ({ deploymentId }, { operator }) => {
      const deployment = await deps.cancel(deploymentId, operator.tokenName);
      const names = await environmentById(deps.store.db, deployment.environmentId);
      if (names === null) throw noSuchDeployment(deploymentId);
      return await describeDeployment(deps.store.db, { deployment, names }, deps);
    },
    WatchDeployment: ({ deploymentId }, { signal }) => watchDeployment(deps, deploymentId, signal),
  };
}

function requireDeployRequest(request: wire.DeployRequest__Output) {
  const { spec, revision } = request;
  return {
    ...requireApplyRequest(request),
    spec: requireText('spec', spec, MAX_SPEC_LENGTH),
    revision: requireText('revision', revision, MAX_REVISION_LENGTH),
    appImage: requireAppImage(request),
  };
}

function requireAppImage({ appImage, appImageId, appImageManifest }: wire.DeployRequest__Output): AppImage | null {
  if (appImage === '') return null;
  const id = requireDigest('app_image_id', appImageId);
  const manifest = requireDigest('app_image_manifest', appImageManifest);
  if (manifest === null || id !== null) return { reference: requireReference(appImage), id, manifest };
  throw new AppError('invalid_argument', { message: 'app_image_manifest needs an app_image_id beside it' });
}

function requireApplyRequest({ environment, dryRun, requestToken, takeBack, supersede }: StartRequest) {
  const names = requireEnvironmentNames(environment);
  // A dry run starts nothing that a repeat could start twice.
  if (!dryRun) requireText('request_token', requestToken, MAX_TOKEN_LENGTH);
  return { environment: names, dryRun, requestToken, takesBack: takeBack, supersedes: supersede };
}

function requireRollbackRequest(request: wire.RollbackRequest__Output) {
  const { release, withTask } = request;
  if (release !== '') requireText('release', release, MAX_REVISION_LENGTH);
  return { ...requireApplyRequest(request), release, withTask };
}

function requireReference(appImage: string): string {
  if (/^[!-~]+$/.test(appImage)) return requireText('app_image', appImage, MAX_REFERENCE_LENGTH);
  throw new AppError('invalid_argument', { message: 'app_image must be an image reference' });
}

/** Null for none. */
function requireDigest(field: string, digest: string): string | null {
  if (digest === '') return null;
  if (isImageId(digest)) return digest;
  throw new AppError('invalid_argument', { message: `${field} must be the digest of an image: sha256:…` });
}

function callerOf({ operator, correlationId, signal }: OperatorContext): Caller {
  return { actor: operator.tokenName, scope: operator.scope, correlationId, signal };
}

function encodeAnswer(answer: DeployAnswer, fleet: Fleet): wire.DeployReply {
  const { deployment, plan, isUnchanged, findings, images } = answer;
  return {
    releaseId: deployment?.releaseId ?? '',
    deploymentId: deployment?.id ?? '',
    plan: plan.map((planned) => encodePlanned(planned, fleet)),
    unchanged: isUnchanged,
    findings: findings.map((finding) => ({ ...finding, nextActions: [...finding.nextActions] })),
    images: images.map(encodeImage),
  };
}

function encodePlanned({ node, services }: PlannedNode, fleet: Fleet): wire.NodePlan {
  return {
    nodeId: node.id,
    node: titleOf(node),
    connection: CONNECTION.toWire(fleet.connection(node.id)),
    changes: services.map(({ kind, service, order, reasons }) => ({
      kind: CHANGE_KIND.toWire(kind),
      service,
      order: order === null ? 'REPLACEMENT_ORDER_UNSPECIFIED' : ORDER.toWire(order),
      reasons: [...reasons],
    })),
  };
}
