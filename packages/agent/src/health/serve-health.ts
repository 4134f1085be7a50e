import { AppError } from '@devopsellence/core';
import { formatAddress, type HealthPages, HealthServer, type ListenAddress, type Logger } from '@devopsellence/runtime';

/**
 * Serves the pages until the signal aborts, and resolves to the address that is really bound; null when there is none.
 * That an address is taken keeps no agent from its work: containers matter more than their metrics.
 */
export async function serveHealth(
  listen: ListenAddress,
  { pages, logger }: { readonly pages: HealthPages; readonly logger: Logger },
  signal: AbortSignal,
): Promise<string | null> {
  try {
    const server = await HealthServer.start(listen, pages);
    signal.addEventListener('abort', () => void server.stop(), { once: true });
    if (signal.aborted) await server.stop();
    return formatAddress({ ...listen, port: server.port });
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { message, reason } = error;
    logger.warn(
      { reason },
      `no /healthz, /readyz and /metrics: ${message}; --metrics-listen names another address, or off`,
    );
    return null;
  }
}
