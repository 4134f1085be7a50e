/** Bounds of one environment: far above what a person writes, and low enough to check at once. */
export const MAX_SERVICES = 200;
export const MAX_TASKS = 200;
/** In one service or task. */
export const MAX_VARIABLES = 500;
/** Longest spec document, in UTF-16 units. */
export const MAX_SPEC_LENGTH = 512 * 1024;
