import type { Logger } from '../logger.js';

const ignore = () => undefined;

/** A logger that keeps nothing. */
export const silentLogger: Logger = {
  debug: ignore,
  info: ignore,
  warn: ignore,
  error: ignore,
  child: () => silentLogger,
};
