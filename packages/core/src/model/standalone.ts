/** What the container of a standalone service has beyond one of a release, which has none of it. */
export interface StandaloneTraits {
  /** Beside our own labels. */
  readonly labels: Readonly<Record<string, string>>;
  /** In the network of the node itself: on none of the environment, and reached by nobody through its name there. */
  readonly isHostNetwork: boolean;
  /** On every address of the node. */
  readonly publishedPorts: readonly PublishedPortSpec[];
  /** With the capability NET_ADMIN. */
  readonly isNetAdmin: boolean;
  /** With all rights on the node, NET_ADMIN among them. */
  readonly isPrivileged: boolean;
}

export interface PublishedPortSpec {
  readonly protocol: 'tcp' | 'udp';
  /** In the container, and on the node. */
  readonly port: number;
}
