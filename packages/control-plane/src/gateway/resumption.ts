import { AppError } from '@devopsellence/core';
import type { Clock, Logger } from '@devopsellence/runtime';
import { insertEvent, listUnheardNodes, type Resumed, resumeNode, type Store } from '../store/index.js';
import type { NodeStream } from './node-stream.js';

/** Beyond this, revisions could not be told apart any more; an honest agent is ages away from it. */
const MAX_REVISION = 2 ** 52;

export interface ResumptionDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * How a control plane goes on with nodes after a backup was restored: each is silent here until its agent has said which
 * revision it has accepted. One that is ahead of the backup is held: it keeps what it runs until something is published to
 * it, which gets a revision above its own. Without that, an agent would be led back to what the backup remembers, refuse
 * what is sent, or be taken to run what it never got.
 *
 * A control plane that was not restored lifts nothing: it can only be an old copy that came back to life, and must not
 * lead agents back to what it remembers.
 */
export class Resumption {
  readonly #deps: ResumptionDeps;
  /** Nodes not heard of since, with those who wait for that. */
  readonly #unheard: Map<string, Set<() => void>>;

  private constructor(deps: ResumptionDeps, unheard: readonly string[]) {
    this.#deps = deps;
    this.#unheard = new Map(unheard.map((nodeId) => [nodeId, new Set()]));
  }

  static async open(deps: ResumptionDeps): Promise<Resumption> {
    return new Resumption(deps, await listUnheardNodes(deps.store.db));
  }

  /** The agent says which revision it has accepted. Throws `invalid_argument` for one that cannot be. */
  async heard(nodeId: string, accepted: number): Promise<void> {
    if (accepted > MAX_REVISION) {
      throw new AppError('invalid_argument', { message: `no node can have accepted the revision ${accepted}` });
    }
    const waiting = this.#unheard.get(nodeId);
    if (waiting === undefined) return;
    const resumed = await this.#resume(nodeId, accepted);
    this.#unheard.delete(nodeId);
    for (const wake of waiting) wake();
    const fields = { node_id: nodeId, accepted, revision: resumed?.revision };
    if (resumed?.isHeld === true) this.#deps.logger.warn(fields, 'a node runs something newer than the backup: held');
    else if (resumed !== null) this.#deps.logger.info(fields, 'node resumed after a restore');
  }

  /** Resolves when what the node reports can be believed, or its stream is over. */
  async settled(session: NodeStream): Promise<void> {
    const waiting = this.#unheard.get(session.nodeId);
    if (waiting === undefined) return;
    await new Promise<void>((resolve) => {
      waiting.add(resolve);
      session.onOver(() => {
        waiting.delete(resolve);
        resolve();
      });
    });
  }

  #resume(nodeId: string, accepted: number): Promise<Resumed | null> {
    const { store, clock } = this.#deps;
    const at = clock.now();
    return store.transaction(async (trx) => {
      const resumed = await resumeNode(trx, { nodeId, accepted, at });
      if (resumed === null) return null;
      await insertEvent(trx, {
        at,
        actor: 'control-plane',
        action: resumed.isHeld ? 'node.held' : 'node.resumed',
        subject: `node ${nodeId}`,
        details: { node_id: nodeId, accepted_revision: accepted, revision: resumed.revision },
        correlationId: '',
      });
      return resumed;
    });
  }
}
