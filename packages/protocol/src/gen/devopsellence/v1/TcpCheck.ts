// Original file: proto/devopsellence/v1/model.proto


export interface TcpCheck {
  'port'?: (number);
}

export interface TcpCheck__Output {
  'port': (number);
}
