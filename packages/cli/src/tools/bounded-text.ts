/** What a program writes, as much of it as there is room for: its beginning and its end. */
export class BoundedText {
  readonly #half: number;
  readonly #head: Uint8Array[] = [];
  #headLength = 0;
  #tail: Uint8Array[] = [];
  #tailLength = 0;
  #length = 0;

  /** `limit`: how many bytes are kept. */
  constructor(limit: number) {
    this.#half = Math.ceil(limit / 2);
  }

  /** How many bytes in the middle are not kept. */
  get leftOut(): number {
    return this.#length - this.#headLength - Math.min(this.#tailLength, this.#half);
  }

  get text(): string {
    const gap = this.leftOut === 0 ? [] : [Buffer.from(`\n[${this.leftOut} bytes are left out here]\n`)];
    return Buffer.concat([...this.#head, ...gap, this.#newest()]).toString();
  }

  write(bytes: Uint8Array): void {
    this.#length += bytes.length;
    const first = bytes.subarray(0, this.#half - this.#headLength);
    const rest = bytes.subarray(first.length);
    if (first.length > 0) this.#head.push(first);
    this.#headLength += first.length;
    if (rest.length === 0) return;
    this.#tail.push(rest);
    this.#tailLength += rest.length;
    // Cut only when there is twice as much, as each cut copies what stays.
    if (this.#tailLength < 2 * this.#half) return;
    this.#tail = [this.#newest()];
    this.#tailLength = this.#half;
  }

  #newest(): Uint8Array {
    const tail = Buffer.concat(this.#tail);
    return tail.subarray(Math.max(0, tail.length - this.#half));
  }
}
