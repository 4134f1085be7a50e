export { FakeClock } from './fake-clock.js';
export { silentLogger } from './silent-logger.js';
