// Original file: proto/devopsellence/v1/diagnosis.proto


export interface NodeLogsRequest {
  'node'?: (string);
  'lines'?: (number);
  'follow'?: (boolean);
}

export interface NodeLogsRequest__Output {
  'node': (string);
  'lines': (number);
  'follow': (boolean);
}
