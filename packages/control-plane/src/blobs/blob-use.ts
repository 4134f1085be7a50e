/** Something that needs blobs: images of releases, programs of an upgrade. The only ways to a blob are through one. */
export interface BlobUse {
  /** Whether the node needs the blob for what it was told to do. */
  mayFetch(nodeId: string, digest: string): Promise<boolean>;
  /** Every digest that must not be removed. */
  used(): Promise<ReadonlySet<string>>;
}
