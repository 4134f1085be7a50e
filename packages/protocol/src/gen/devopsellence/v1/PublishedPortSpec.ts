// Original file: proto/devopsellence/v1/model.proto


export interface PublishedPortSpec {
  'isUdp'?: (boolean);
  'port'?: (number);
}

export interface PublishedPortSpec__Output {
  'isUdp': (boolean);
  'port': (number);
}
