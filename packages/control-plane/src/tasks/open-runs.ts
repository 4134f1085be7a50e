import type { RecordedTaskRun } from '../store/index.js';

/** Runs that have not ended, found by their node. */
export class OpenRuns {
  readonly #byNode = new Map<string, Map<string, RecordedTaskRun>>();

  add(run: RecordedTaskRun): void {
    const runs = this.#byNode.get(run.nodeId) ?? new Map<string, RecordedTaskRun>();
    this.#byNode.set(run.nodeId, runs.set(run.id, run));
  }

  delete({ id, nodeId }: RecordedTaskRun): void {
    const runs = this.#byNode.get(nodeId);
    runs?.delete(id);
    if (runs?.size === 0) this.#byNode.delete(nodeId);
  }

  hasOn(nodeId: string): boolean {
    return this.#byNode.has(nodeId);
  }

  on(nodeId: string): readonly RecordedTaskRun[] {
    return [...(this.#byNode.get(nodeId)?.values() ?? [])];
  }

  all(): readonly RecordedTaskRun[] {
    return [...this.#byNode.values()].flatMap((runs) => [...runs.values()]);
  }
}
