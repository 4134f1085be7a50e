import type { AppError } from '@devopsellence/core';
import type { NodeStream } from './node-stream.js';

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

  /** Ends the node's streams with this failure. */
  close(nodeId: string, reason: AppError): void {
    for (const stream of [...(this.#streams.get(nodeId) ?? [])]) stream.fail(reason);
  }

  closeAll(reason: AppError): void {
    for (const nodeId of [...this.#streams.keys()]) this.close(nodeId, reason);
  }
}
