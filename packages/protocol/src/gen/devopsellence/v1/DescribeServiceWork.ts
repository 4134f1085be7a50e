// Original file: proto/devopsellence/v1/services.proto


export interface DescribeServiceWork {
  'environmentId'?: (string);
  'service'?: (string);
}

export interface DescribeServiceWork__Output {
  'environmentId': (string);
  'service': (string);
}
