/** What a process in a fake container does, told from its command line as a shell would read it. */
export interface FakeProgram {
  readonly lines: readonly { readonly stderr: boolean; readonly text: string }[];
  /** Null: it runs until it is stopped. */
  readonly exitCode: number | null;
  /** Whether it ends at SIGTERM, or has to be killed. */
  readonly heedsStop: boolean;
}

/** Understands `echo TEXT`, `echo TEXT >&2`, `exit CODE`, `sleep …` and `trap`, one after the other. */
export function readProgram(command: readonly string[]): FakeProgram {
  const text = command.join(' ');
  const lines = [...text.matchAll(/echo ([^;&>]+?)\s*(>&2)?(?=;|$)/g)].map(([, said = '', redirect]) => ({
    stderr: redirect !== undefined,
    text: said.trim(),
  }));
  const exit = /exit (\d+)/.exec(text)?.[1];
  const isShort = exit === undefined && !/sleep|cat|serve/.test(text) && text !== '';
  return {
    lines,
    exitCode: exit === undefined ? (isShort ? 0 : null) : Number(exit),
    heedsStop: !text.includes("trap ''"),
  };
}
