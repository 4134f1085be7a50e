/** What a listener shows, and whose client certificates it takes. All PEM. */
export interface ListenerKeys {
  /** The server's certificate, followed by those that lead from it to its authority. */
  readonly certificate: string;
  readonly privateKey: string;
  /** One after the other. */
  readonly clientAuthorities: string;
  /** Instead of `certificate`, for clients that ask for one of these server names: they look for a certain authority. */
  readonly authorityNames: ReadonlyMap<string, string>;
}

/** Where a listener has its keys from. */
export interface ListenerKeySource {
  readonly current: ListenerKeys;
  /** Calls back after each change. Returns how to stop it. */
  onChange(listener: () => void): () => void;
}
