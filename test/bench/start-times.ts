import type { EngineApi } from './engine-api.js';

/** Resolves to the engine's time, in ms, at which the n-th container was started after this call. */
export async function nthStart(engine: EngineApi, count: number): Promise<{ readonly started: Promise<number> }> {
  let seen = 0;
  let stop = () => {};
  let resolve: (atMs: number) => void = () => {};
  const started = new Promise<number>((done) => {
    resolve = done;
  });
  stop = await engine.watch((action, _id, atMs) => {
    if (action !== 'start') return;
    seen += 1;
    if (seen < count) return;
    stop();
    resolve(atMs);
  });
  return { started };
}
