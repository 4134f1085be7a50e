import { AppError, type Instant } from '@devopsellence/core';
import { encodeReport, messagesOf, type wire } from '@devopsellence/protocol';
import { type Clock, Loop } from '@devopsellence/runtime';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import type { ReportFeed } from '../report-feed.js';

/** At most ten reports a second: what changes faster is seen in its newest state only. */
const REPORT_GAP_MS = 100;
const FIRST_HEARTBEAT_MS = 5000;
/** A server that answers nothing for this long, and three heartbeats, is not there any more. */
const SILENCE_MS = 15_000;
const GOODBYE_MS = 300;

export type StatusStream = ClientDuplexStream<wire.StatusMessage, wire.StatusReply__Output>;

export interface ReporterOptions {
  readonly stream: StatusStream;
  readonly reports: ReportFeed;
  readonly observedRevision: () => number;
  readonly clock: Clock;
  readonly random: () => number;
  /** Called at each answer of the server, with the trust that this node is to hold. */
  readonly onReply: (trustId: string) => void;
}

/**
 * Reports over one stream: the newest report whenever it differs from the last one sent, heartbeats in between as often as
 * the server asks. Rejects when the stream breaks or the server falls silent; resolves, with a goodbye, when the signal
 * aborts.
 */
export async function reportStatus(options: ReporterOptions, signal: AbortSignal): Promise<void> {
  const end = new AbortController();
  const reporter = new Reporter(options);
  const loop = new Loop({
    pass: async () => reporter.send(),
    onError: (error) => end.abort(error),
    backoff: { baseMs: REPORT_GAP_MS, capMs: REPORT_GAP_MS },
    clock: options.clock,
    random: options.random,
  });
  const stop = () => end.abort();
  signal.addEventListener('abort', stop, { once: true });
  const unsubscribe = options.reports.onChange(() => loop.trigger());
  try {
    await Promise.race([reporter.readReplies(), loop.run(end.signal)]);
    if (!signal.aborted) throw end.signal.reason ?? new Error('the status stream ended');
    await sayGoodbye(options);
  } finally {
    stop();
    unsubscribe();
    signal.removeEventListener('abort', stop);
  }
}

/** An orderly end tells the server at once that this node is gone, instead of after missed heartbeats. */
async function sayGoodbye({ stream, clock }: ReporterOptions): Promise<void> {
  const answered = new AbortController();
  stream.once('status', () => answered.abort());
  stream.on('error', () => undefined);
  stream.end();
  await clock.sleep(GOODBYE_MS, answered.signal);
}

class Reporter {
  readonly #options: ReporterOptions;
  #heartbeatMs = FIRST_HEARTBEAT_MS;
  // By the clock that nobody sets.
  #sentAt = Number.NEGATIVE_INFINITY;
  #heartbeatAt = 0;
  /** The last answer, or the first message: before that nothing is to be answered. */
  #heardAt: number | null = null;
  #sent = '';

  constructor(options: ReporterOptions) {
    this.#options = options;
  }

  async readReplies(): Promise<void> {
    const { stream, clock, onReply } = this.#options;
    for await (const { heartbeatIntervalMs, trustId } of messagesOf(stream)) {
      this.#heartbeatMs = heartbeatIntervalMs || FIRST_HEARTBEAT_MS;
      this.#heardAt = clock.monotonicMs();
      onReply(trustId);
    }
  }

  /** Sends what is due and returns when to look again. */
  send(): Instant {
    const { clock } = this.#options;
    const now = clock.monotonicMs();
    return clock.now() + (this.#sendDue(now) - now);
  }

  #sendDue(now: number): number {
    const isSilent = now - (this.#heardAt ?? now) > Math.max(SILENCE_MS, 3 * this.#heartbeatMs);
    if (isSilent) throw silent();
    if (now < this.#sentAt + REPORT_GAP_MS) return this.#sentAt + REPORT_GAP_MS;
    if (this.#sendReport() || this.#sendHeartbeat(now)) {
      this.#sentAt = now;
      this.#heardAt ??= now;
    }
    return this.#heartbeatAt;
  }

  #sendReport(): boolean {
    const report = this.#options.reports.latest();
    if (report === null) return false;
    const text = JSON.stringify({ ...report, at: 0 });
    if (text === this.#sent) return false;
    this.#sent = text;
    this.#options.stream.write({ report: encodeReport(report) });
    return true;
  }

  /** The first message is a report, as the server expects. */
  #sendHeartbeat(now: number): boolean {
    if (this.#sent === '' || now < this.#heartbeatAt) {
      if (this.#sent === '') this.#heartbeatAt = now + REPORT_GAP_MS;
      return false;
    }
    this.#heartbeatAt = now + this.#heartbeatMs;
    this.#options.stream.write({ heartbeat: { observedRevision: this.#options.observedRevision() } });
    return true;
  }
}

function silent(): AppError {
  return new AppError('control_plane_unavailable', { message: 'the control plane has fallen silent' });
}
