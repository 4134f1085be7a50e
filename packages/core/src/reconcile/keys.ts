/** The key of every action on one container. */
export function containerKey(container: string): string {
  return `container:${container}`;
}

/** The key of pulling one image, by the name under which the engine finds it. */
export function imageKey(engineReference: string): string {
  return `image:${engineReference}`;
}

/** The key of every action on one network. */
export function networkKey(network: string): string {
  return `network:${network}`;
}

/** The key of every action on one volume. */
export function volumeKey(volume: string): string {
  return `volume:${volume}`;
}
