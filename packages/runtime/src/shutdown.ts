/**
 * A signal that aborts at the first SIGTERM or SIGINT. A second one ends the process at once: whoever presses Ctrl-C
 * twice does not want to wait.
 */
export function shutdownSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      controller.abort();
    });
  }
  return controller.signal;
}
