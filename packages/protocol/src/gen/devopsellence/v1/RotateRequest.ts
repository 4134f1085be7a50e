// Original file: proto/devopsellence/v1/identity.proto


export interface RotateRequest {
  'finish'?: (boolean);
  'without'?: (string)[];
}

export interface RotateRequest__Output {
  'finish': (boolean);
  'without': (string)[];
}
