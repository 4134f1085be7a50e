// Original file: proto/devopsellence/v1/operator.proto


export interface DeleteStandaloneServiceReply {
  'name'?: (string);
  'node'?: (string);
  'removedVolumes'?: (string)[];
  'keptVolumes'?: (string)[];
  'hasPreset'?: (boolean);
}

export interface DeleteStandaloneServiceReply__Output {
  'name': (string);
  'node': (string);
  'removedVolumes': (string)[];
  'keptVolumes': (string)[];
  'hasPreset': (boolean);
}
