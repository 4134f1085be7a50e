import type { Instant } from '../model/instant.js';

/** Why something the desired state asks for is not happening yet. "Not now" is data, never a silent return. */
export type Waiting = { readonly environmentId: string; readonly service: string } & (
  | { readonly reason: 'image'; readonly image: string; readonly detail: string; readonly since: Instant | null }
  | {
      readonly reason: 'dependency';
      readonly dependency: string;
      readonly condition: 'ready' | 'started';
      readonly detail: string;
      readonly since: Instant | null;
    }
  | { readonly reason: 'start'; readonly container: string; readonly since: Instant | null }
  | { readonly reason: 'readiness'; readonly container: string; readonly detail: string; readonly since: Instant }
  | { readonly reason: 'stability'; readonly container: string; readonly since: Instant; readonly until: Instant }
  | { readonly reason: 'backoff'; readonly detail: string; readonly attempts: number; readonly until: Instant }
  | { readonly reason: 'stop'; readonly container: string; readonly since: Instant | null }
);
