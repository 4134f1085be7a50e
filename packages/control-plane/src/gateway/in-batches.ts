import { eventLoopTurn } from '@devopsellence/runtime';

/** One question that waits for its answer. */
export interface Asked<Question, Answer> {
  readonly question: Question;
  /** Answers it with what the function returns, or fails it with what that throws. */
  readonly settle: (answer: () => Answer) => void;
}

interface Waiting<Question, Answer> extends Asked<Question, Answer> {
  readonly fail: (error: unknown) => void;
}

/** So many at a stretch: a few milliseconds, after which everybody else has a turn. */
const BATCH = 50;

/**
 * Answers together what is asked at one time. One batch at a time, in the order of asking; a batch that fails as a whole
 * fails whatever of it is not settled.
 */
export class InBatches<Question, Answer> {
  readonly #answer: (batch: readonly Asked<Question, Answer>[]) => Promise<void>;
  #waiting: Waiting<Question, Answer>[] = [];
  #isBusy = false;

  constructor(answer: (batch: readonly Asked<Question, Answer>[]) => Promise<void>) {
    this.#answer = answer;
  }

  ask(question: Question): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const settle = (answer: () => Answer) => {
        try {
          resolve(answer());
        } catch (error) {
          reject(error);
        }
      };
      this.#waiting.push({ question, settle, fail: reject });
      if (!this.#isBusy) void this.#answerAll();
    });
  }

  async #answerAll(): Promise<void> {
    this.#isBusy = true;
    while (this.#waiting.length > 0) {
      // Others that are woken by the same event ask before it is over; what was answered goes out meanwhile.
      await eventLoopTurn();
      const batch = this.#waiting.splice(0, BATCH);
      try {
        await this.#answer(batch);
      } catch (error) {
        for (const { fail } of batch) fail(error);
      }
    }
    this.#isBusy = false;
  }
}
