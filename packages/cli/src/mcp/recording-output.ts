import { findingLines, type JsonObject, Output, type Result } from '../output.js';
import type { CapturedIo } from './captured-io.js';

/** An output for people that keeps what it is given, and the document that programs would have got. */
export class RecordingOutput extends Output {
  readonly #io: CapturedIo;
  #document: JsonObject = {};
  #findings: readonly string[] = [];

  constructor(io: CapturedIo, operation: string) {
    super(io, operation, false);
    this.#io = io;
  }

  get document(): JsonObject {
    return this.#document;
  }

  /** Everything that people would have read. */
  get text(): string {
    return [this.#io.text.trimEnd(), ...this.#findings].join('\n');
  }

  override succeed(result: Result): number {
    this.#document = this.documentOf(result);
    this.#findings = (result.findings ?? []).flatMap(findingLines);
    return super.succeed(result);
  }
}
