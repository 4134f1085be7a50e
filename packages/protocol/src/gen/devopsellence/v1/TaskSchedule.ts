// Original file: proto/devopsellence/v1/operator.proto


export interface TaskSchedule {
  'cron'?: (string);
  'timeZone'?: (string);
  'overlap'?: (string);
}

export interface TaskSchedule__Output {
  'cron': (string);
  'timeZone': (string);
  'overlap': (string);
}
