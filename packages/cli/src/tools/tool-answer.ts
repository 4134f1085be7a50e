import type { ControlPlaneClient } from '../client/control-plane-client.js';
import type { EnvironmentName } from '../client/names.js';
import type { JsonObject } from '../output.js';
import type { StatusStyle } from '../render/status.js';

/** What a tool found or did, for people and for programs. */
export interface ToolAnswer {
  readonly message: string;
  readonly fields: JsonObject;
  readonly lines: readonly string[];
  /** Of a command that ran; absent: the tool ran none. */
  readonly exitCode?: number;
}

/** Where a tool works. */
export interface ToolPlace {
  readonly client: ControlPlaneClient;
  readonly environment: EnvironmentName;
  readonly style: StatusStyle;
  /** How many bytes of what a command writes to a stream are kept. */
  readonly outputLimit: number;
}
