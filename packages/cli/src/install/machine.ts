/** A machine as it was found. */
export interface MachineFacts {
  /** As its distribution calls itself: `debian`, with what it is like: `debian`. */
  readonly distribution: readonly string[];
  readonly systemName: string;
  /** As `uname -m` says. */
  readonly architecture: string;
  readonly hasSystemd: boolean;
  /** Null: no engine answers at its usual socket. */
  readonly engineVersion: string | null;
  readonly engineError: string;
  readonly freeBytes: number;
  /** SHA-256 of the agent that is installed; null: none is. */
  readonly agentDigest: string | null;
  /** SHA-256 of the agent that was last seen to work here; null: nobody has looked. */
  readonly provenDigest: string | null;
  /** Whether the agent that runs is the one that is installed. */
  readonly runsInstalled: boolean;
  /** Who this machine is already; null: it has not joined. */
  readonly joinedAs: { readonly nodeId: string; readonly nodeName: string } | null;
}

/** A program file here. */
export interface AgentBinary {
  readonly path: string;
  /** SHA-256, in hexadecimal. */
  readonly digest: string;
}

/**
 * A machine as whoever installs an agent on it needs it. All is done as root. Every call may be repeated, and throws an
 * AppError when it fails.
 */
export interface Machine {
  /** For people: `root@203.0.113.7`. */
  readonly title: string;
  /** Changes nothing. */
  examine(): Promise<MachineFacts>;
  /** Installs the engine of the distribution, which has to be one with apt. */
  installDocker(): Promise<void>;
  /**
   * Replaces the agent's program, whole or not at all, after it has arrived with the right digest and has shown that it
   * is an agent that runs there. What runs goes on running. The program before is kept, for `putBack`, when it `worked`,
   * or when no other is kept. Resolves to the version that the new one says.
   */
  placeAgent(binary: AgentBinary, worked: boolean): Promise<string>;
  /** Writes down that the agent with this digest was seen to work here. */
  recordProven(digest: string): Promise<void>;
  /** Replaces the agent's program by the one that is kept. */
  putBack(): Promise<void>;
  /** Makes it a node. The token is in no command line. */
  join(address: string, token: string): Promise<void>;
  /** Starts the agent, or starts it again: as a service where there is systemd, else in the background. */
  startAgent(): Promise<void>;
  /** The process of the agent; another value for each one; null: none runs. */
  agentProcess(): Promise<string | null>;
  /** Ends the agent for good: it does not come back at the next boot. Containers run on. */
  stopAgent(): Promise<void>;
  /** Containers of the node, running or not. */
  countContainers(nodeId: string): Promise<number>;
  /** Stops and removes the containers of the node, all at once, and its networks. Volumes stay. */
  removeWorkloads(nodeId: string): Promise<void>;
  /** Removes the agent that was stopped, and last of all who this machine is. */
  removeAgent(): Promise<void>;
  /** The newest lines of the agent's log. */
  agentLog(lines: number): Promise<readonly string[]>;
  close(): Promise<void>;
}
