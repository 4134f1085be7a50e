// Original file: proto/devopsellence/v1/diagnosis.proto


export interface EngineFacts {
  'version'?: (string);
  'apiVersion'?: (string);
  'storageDriver'?: (string);
  'rootDirectory'?: (string);
  'warnings'?: (string)[];
  'foreignContainers'?: (number);
  'foreignRunning'?: (number);
}

export interface EngineFacts__Output {
  'version': (string);
  'apiVersion': (string);
  'storageDriver': (string);
  'rootDirectory': (string);
  'warnings': (string)[];
  'foreignContainers': (number);
  'foreignRunning': (number);
}
