import type { Finding } from '@devopsellence/core';
import type { Io } from './io.js';

import { sanitize } from './render/sanitize.js';

export const SCHEMA_VERSION = 1;

export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export interface Result {
  readonly message: string;
  readonly findings?: readonly Finding[];
  /** Fields of the JSON document, snake_case. */
  readonly fields?: Face<JsonObject>;
  /** What people see; the message when absent. */
  readonly lines?: Face<readonly string[]>;
}

/** One of the two faces of an answer. Where it is much work it is a function: only the one that is wanted is made. */
type Face<Content> = Content | (() => Content);

/** The two faces of a command's answer: lines for people, or JSON with the envelope around it. stdout is data, stderr is talk. */
export class Output {
  readonly isJson: boolean;
  readonly #io: Io;
  readonly #operation: string;
  #streams = false;
  #included: JsonObject = {};

  constructor(io: Io, operation: string, isJson: boolean) {
    this.#io = io;
    this.#operation = operation;
    this.isJson = isJson;
  }

  /** Ends the command: prints its answer and returns exit code 0. */
  succeed(result: Result): number {
    if (this.isJson) {
      this.#print({ ...(this.#streams ? { event: 'result' } : {}), ...this.documentOf(result) });
      return 0;
    }
    this.#io.stdout.write([...made(result.lines ?? [result.message]), ''].join('\n'));
    this.talk(...(result.findings ?? []).flatMap(findingLines));
    return 0;
  }

  /** Ends the command with a failure, as JSON. */
  fail(fields: JsonObject): void {
    this.#print({ ...(this.#streams ? { event: 'error' } : {}), ...this.failureOf(fields) });
  }

  /** The answer as one JSON document. */
  documentOf({ message, findings = [], fields = {} }: Result): JsonObject {
    return {
      ok: true,
      operation: this.#operation,
      schema_version: SCHEMA_VERSION,
      message,
      findings: findings.map(findingJson),
      ...this.#included,
      ...made(fields),
    };
  }

  /** A failure as one JSON document. */
  failureOf(fields: JsonObject): JsonObject {
    return {
      ok: false,
      operation: this.#operation,
      schema_version: SCHEMA_VERSION,
      ...fields,
      ...this.#included,
    };
  }

  /** From here on JSON comes as one object a line, each with its `event`; the last one is the result or the error. */
  stream(): void {
    this.#streams = true;
  }

  /** Fields that the last JSON document has too, be it a result or an error. */
  include(fields: JsonObject): void {
    this.#included = { ...this.#included, ...fields };
  }

  /** One JSON line of an operation that takes a while; nothing for people. */
  event(event: 'started' | 'progress', fields: JsonObject): void {
    if (this.isJson) this.#print({ event, operation: this.#operation, schema_version: SCHEMA_VERSION, ...fields });
  }

  /** A line of data for people. */
  line(line: string): void {
    this.#io.stdout.write(`${line}\n`);
  }

  /** What is said beside the data; nothing with `--json`. */
  talk(...lines: readonly string[]): void {
    if (this.isJson) return;
    for (const line of lines) this.#io.stderr.write(`${line}\n`);
  }

  #print(document: JsonObject): void {
    this.#io.stdout.write(`${JSON.stringify(document)}\n`);
  }
}

function made<Content extends object>(face: Face<Content>): Content {
  return typeof face === 'function' ? face() : face;
}

/** A finding for people, with what to try. */
export function findingLines(finding: Finding): readonly string[] {
  const title = finding.severity === 'info' ? 'Note' : finding.severity === 'warning' ? 'Warning' : 'Problem';
  return [
    `${title}: ${sanitize(finding.message)}`,
    ...finding.nextActions.map((action) => `  Try: ${sanitize(action)}`),
  ];
}

/** A finding as it is in every JSON document. */
export function findingJson(finding: Finding): JsonObject {
  const { severity, code, message, nextActions } = finding;
  return { severity, code, message, next_actions: nextActions };
}
