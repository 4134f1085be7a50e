// Original file: proto/devopsellence/v1/agent.proto


export interface ExecChunk {
  'stderr'?: (boolean);
  'data'?: (Buffer | Uint8Array | string);
}

export interface ExecChunk__Output {
  'stderr': (boolean);
  'data': (Buffer);
}
