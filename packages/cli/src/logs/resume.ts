import type { LogLine } from '../client/control-plane-client.js';

/** A control plane that was away for a moment may have missed this much of what nodes sent. */
const OVERLAP_MS = 10_000;
const MAX_LINES = 10_000;

/** The part of a request for lines that says which ones. */
export interface LogWindow {
  readonly lines: number;
  readonly sinceMs: number | null;
  readonly follow: boolean;
}

/**
 * Remembers what has been shown, so that a connection made anew goes on without a gap and without a line twice. Of
 * each container the moment of its last line is kept, and how many lines came at that very moment.
 */
export class ResumePoint {
  readonly #shown = new Map<string, { readonly at: number; readonly count: number }>();
  #again = new Map<string, number>();
  #lastHeardAt: number | null = null;

  /** Whether the line is new; it counts as shown from then on. */
  accept(line: LogLine, now: number): boolean {
    this.#lastHeardAt = now;
    const key = `${line.node}/${line.container}`;
    const last = this.#shown.get(key);
    if (last === undefined || line.at > last.at) {
      this.#shown.set(key, { at: line.at, count: 1 });
      return true;
    }
    const repeated = (this.#again.get(key) ?? last.count) + (line.at === last.at ? 1 : 0);
    const isNew = line.at === last.at && repeated > last.count;
    this.#again.set(key, repeated);
    if (isNew) this.#shown.set(key, { at: last.at, count: repeated });
    return isNew;
  }

  /** The request with which to go on after a break: a little of what was shown comes again, and is not accepted. */
  resume<Request extends LogWindow>(request: Request, now: number): Request {
    this.#again = new Map([...this.#shown.keys()].map((key) => [key, 0]));
    if (this.#lastHeardAt === null) return request;
    return { ...request, lines: MAX_LINES, sinceMs: now - this.#lastHeardAt + OVERLAP_MS };
  }
}
