// Original file: proto/devopsellence/v1/diagnosis.proto


export interface UnreadPart {
  'part'?: (string);
  'reason'?: (string);
}

export interface UnreadPart__Output {
  'part': (string);
  'reason': (string);
}
