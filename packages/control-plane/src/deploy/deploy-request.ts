import type { EnvironmentSpec, Finding, PinnedImage } from '@devopsellence/core';
import type { Scope } from '../access/scope.js';
import type { Services } from '../services.js';
import type { Deployment, EnvironmentNames } from '../store/index.js';
import type { PlannedNode } from './plan-deployment.js';

export interface DeployRequest {
  readonly environment: EnvironmentNames;
  /** The spec as a JSON document. */
  readonly spec: string;
  /** What the release is made from: a commit or a content hash. */
  readonly revision: string;
  /** Of the services without an image of their own. */
  readonly appImage: AppImage | null;
  /** Answers the plan and changes nothing. */
  readonly dryRun: boolean;
  /** Unique in the environment; the same one again answers the deployment it started. */
  readonly requestToken: string;
  /** Other environments on nodes that are held may go back to what is known of them. */
  readonly takesBack: boolean;
  /** A deployment that runs ends as superseded; without it this one is refused then. */
  readonly supersedes: boolean;
}

/** The app image as a deploy names it. */
export interface AppImage {
  readonly reference: string;
  /** When it was built for this deploy: the nodes must have it, and no registry is asked what the reference means. */
  readonly id: string | null;
  /** Beside the id: of its manifest, when it was uploaded for this deploy. */
  readonly manifest: string | null;
}

export type ApplyRequest = Pick<DeployRequest, 'environment' | 'dryRun' | 'requestToken' | 'takesBack' | 'supersedes'>;

export interface RollbackRequest extends ApplyRequest {
  /** An id, a number, or what a revision begins with; empty: the newest before the current one that settled. */
  readonly release: string;
  /** Runs its release task, too. */
  readonly withTask: boolean;
}

/** On whose behalf a call is made. */
export interface Caller {
  /** Name of the token. */
  readonly actor: string;
  /** Outside of it the caller is told no names. */
  readonly scope: Scope;
  readonly correlationId: string;
  readonly signal: AbortSignal;
}

export interface DeployAnswer {
  /** Null for a dry run. */
  readonly deployment: Deployment | null;
  /** Empty when a request is answered again. */
  readonly plan: readonly PlannedNode[];
  /** No container is created, replaced or removed anywhere. */
  readonly isUnchanged: boolean;
  readonly findings: readonly Finding[];
  /** Each image once, sorted by reference. */
  readonly images: readonly PinnedImage[];
}

/** What a release is made of. */
export interface ReleaseContent {
  readonly spec: EnvironmentSpec;
  /** By service. */
  readonly images: Readonly<Record<string, PinnedImage>>;
  readonly revision: string;
}

export interface DeployDeps extends Services {
  /** When this control plane started. */
  readonly startedAt: number;
}
