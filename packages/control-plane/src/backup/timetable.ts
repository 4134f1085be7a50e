/** When something is to be done, again and again. */
export interface Timetable {
  /** How far apart the next two times are, in milliseconds. */
  readonly intervalMs: number;
  /** Calls `due` at each time until the signal aborts. Times that were slept over count once, when the machine wakes. */
  follow(due: () => void, signal: AbortSignal): void;
}
