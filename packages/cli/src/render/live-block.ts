import type { OutputStream } from '../io.js';

const NO_WRAP = '\u001b[?7l';
const WRAP = '\u001b[?7h';
const CLEAR_BELOW = '\u001b[0J';

/** Lines at the bottom of a terminal that are drawn anew in place. Lines that are too long or too many are cut. */
export class LiveBlock {
  readonly #stream: OutputStream;
  #height = 0;
  #lines: readonly string[] = [];

  constructor(stream: OutputStream) {
    this.#stream = stream;
  }

  draw(lines: readonly string[]): void {
    this.#lines = lines;
    const room = Math.max(1, this.#stream.rows - 1);
    const shown = lines.length <= room ? lines : [...lines.slice(0, room - 1), `… ${lines.length - room + 1} more`];
    const up = this.#height === 0 ? '' : `\u001b[${this.#height}A`;
    this.#stream.write(`${up}\r${CLEAR_BELOW}${NO_WRAP}${shown.map((line) => `${line}\n`).join('')}${WRAP}`);
    this.#height = shown.length;
  }

  /** Writes lines above the block, where they stay. */
  above(lines: readonly string[]): void {
    const isDrawn = this.#height > 0;
    this.clear();
    this.#stream.write(lines.map((line) => `${line}\n`).join(''));
    if (isDrawn) this.draw(this.#lines);
  }

  /** Takes the block away; what is written next takes its place. */
  clear(): void {
    if (this.#height > 0) this.#stream.write(`\u001b[${this.#height}A\r${CLEAR_BELOW}`);
    this.#height = 0;
  }
}
