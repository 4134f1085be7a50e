/** What must not outlive this process, even if it ends without disposing of it. */
const pending = new Set<() => void>();
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Registers synchronous work that runs if this process ends (by itself, by an uncaught error or by a signal) before the
 * returned function has been called. The latest registered runs first.
 */
export function atExit(work: () => void): () => void {
  if (pending.size === 0) listen();
  pending.add(work);
  return () => {
    pending.delete(work);
    if (pending.size === 0) unlisten();
  };
}

function cleanUp(): void {
  const works = [...pending].reverse();
  pending.clear();
  for (const work of works) {
    try {
      work();
    } catch (error) {
      console.error('clean-up failed:', error);
    }
  }
}

/** A handled signal does not end the process, so it is sent again once the work is done. */
function onSignal(signal: NodeJS.Signals): void {
  cleanUp();
  unlisten();
  process.kill(process.pid, signal);
}

function listen(): void {
  process.on('exit', cleanUp);
  for (const signal of signals) process.on(signal, onSignal);
}

function unlisten(): void {
  process.off('exit', cleanUp);
  for (const signal of signals) process.off(signal, onSignal);
}
