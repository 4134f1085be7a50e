// Original file: proto/devopsellence/v1/operator.proto


export interface RemoveNodeReply {
  'id'?: (string);
  'name'?: (string);
  'standaloneServices'?: (string)[];
}

export interface RemoveNodeReply__Output {
  'id': (string);
  'name': (string);
  'standaloneServices': (string)[];
}
