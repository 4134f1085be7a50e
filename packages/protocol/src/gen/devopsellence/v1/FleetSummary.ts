// Original file: proto/devopsellence/v1/operator.proto


export interface FleetSummary {
  'online'?: (number);
  'stale'?: (number);
  'offline'?: (number);
  'services'?: ({[key: string]: number});
}

export interface FleetSummary__Output {
  'online': (number);
  'stale': (number);
  'offline': (number);
  'services': ({[key: string]: number});
}
