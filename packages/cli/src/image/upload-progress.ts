import type { Io } from '../io.js';
import type { Output } from '../output.js';
import type { Outside } from '../outside.js';
import { LiveBlock } from '../render/live-block.js';

const MEGABYTE = 1_000_000;
/** Between two words about the same layer. */
const STEP_MS = 500;

/** Where it is said. */
interface ProgressPlace {
  readonly io: Pick<Io, 'stderr'>;
  readonly outside: Pick<Outside, 'clock'>;
  readonly output: Output;
}

interface Layer {
  readonly number: number;
  readonly count: number;
  readonly size: number;
}

/** Says how far the upload of an image is: in place on a terminal, a line for each layer elsewhere, or as JSON. */
export class UploadProgress {
  readonly #context: ProgressPlace;
  readonly #reference: string;
  readonly #startedAt: number;
  readonly #block: LiveBlock | null;
  #layer: Layer = { number: 0, count: 0, size: 0 };
  #saidAt = 0;
  #bytes = 0;

  constructor(context: ProgressPlace, reference: string) {
    this.#context = context;
    this.#reference = reference;
    this.#startedAt = context.outside.clock.now();
    const { io, output } = context;
    this.#block = io.stderr.isTerminal && !output.isJson ? new LiveBlock(io.stderr) : null;
  }

  begin(layer: Layer): void {
    this.#layer = layer;
    this.#saidAt = 0;
    const { number, count, size } = layer;
    if (this.#block === null)
      this.#context.output.talk(`Uploading layer ${number} of ${count} (${megabytes(size)} MB).`);
  }

  /** So much of the layer is there. */
  sent(bytes: number): void {
    const now = this.#context.outside.clock.now();
    if (now - this.#saidAt < STEP_MS) return;
    this.#saidAt = now;
    this.#say(bytes);
  }

  whole(): void {
    this.#say(this.#layer.size);
    this.#block?.clear();
  }

  /** Bytes that went over the wire. */
  count(bytes: number): void {
    this.#bytes += bytes;
  }

  end({ layers, present }: { readonly layers: number; readonly present: number }): void {
    const { output } = this.#context;
    const sent = this.#layer.number;
    output.talk(
      `Uploaded ${this.#reference}: ${sent} of ${layers} layers, ${megabytes(this.#bytes)} MB; the others were there.`,
    );
    output.include({ upload: { layers, present_layers: present, sent_layers: sent, sent_bytes: this.#bytes } });
  }

  #say(sentBytes: number): void {
    const { output, outside } = this.#context;
    const { number, count, size } = this.#layer;
    this.#block?.draw([`  uploading layer ${number} of ${count}: ${megabytes(sentBytes)} of ${megabytes(size)} MB`]);
    output.event('progress', {
      elapsed_ms: outside.clock.now() - this.#startedAt,
      state: 'uploading',
      image: this.#reference,
      layer: number,
      layers: count,
      sent_bytes: sentBytes,
      size_bytes: size,
    });
  }
}

function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(bytes < 10 * MEGABYTE ? 1 : 0);
}
