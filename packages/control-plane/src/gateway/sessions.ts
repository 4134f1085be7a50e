import type { AppError } from '@devopsellence/core';
import type { NodeStream } from './node-stream.js';
import type { Peer } from './peer.js';

/** The streams that nodes have open now, so that those of one node can be closed at once. */
export class Sessions {
  readonly #streams = new Map<string, Set<NodeStream>>();

  /** Remembers the stream until it is over. */
  add(stream: NodeStream): void {
    const { nodeId } = stream;
    const streams = this.#streams.get(nodeId) ?? new Set();
    this.#streams.set(nodeId, streams.add(stream));
    stream.onOver(() => {
      streams.delete(stream);
      if (streams.size === 0 && this.#streams.get(nodeId) === streams) this.#streams.delete(nodeId);
    });
  }

  /** Whether a stream of this connection was admitted and is open. */
  isOpen({ nodeId, certificateFingerprint, connection }: Peer): boolean {
    const streams = this.#streams.get(nodeId) ?? [];
    return [...streams].some(
      ({ admitted }) =>
        admitted?.connection === connection && admitted.certificateFingerprint === certificateFingerprint,
    );
  }

  /** Whether the node has any stream open. */
  has(nodeId: string): boolean {
    return this.#streams.has(nodeId);
  }

  /** How many streams are open. */
  get size(): number {
    let size = 0;
    for (const streams of this.#streams.values()) size += streams.size;
    return size;
  }

  /** Ends the node's streams with this failure. */
  close(nodeId: string, reason: AppError): void {
    for (const stream of [...(this.#streams.get(nodeId) ?? [])]) stream.fail(reason);
  }

  closeAll(reason: AppError): void {
    for (const nodeId of [...this.#streams.keys()]) this.close(nodeId, reason);
  }
}
