/** Lets everybody else have a turn: whoever has much to do at a stretch awaits this in between. */
export function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
