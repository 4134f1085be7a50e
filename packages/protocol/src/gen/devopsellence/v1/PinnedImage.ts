// Original file: proto/devopsellence/v1/model.proto


export interface PinnedImage {
  'reference'?: (string);
  'digest'?: (string);
  'imageId'?: (string);
  'manifest'?: (string);
}

export interface PinnedImage__Output {
  'reference': (string);
  'digest': (string);
  'imageId': (string);
  'manifest': (string);
}
