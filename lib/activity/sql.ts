/** The columns that messages are counted by, as the rollup names them. */
export const COUNTS = "local_hour, direction, channel, template_key, facility_id, status, reason, answered";

/** The same of a message `m`. */
export const COUNTED =
  "m.local_hour, m.direction, m.channel, m.template_key, m.facility_id, m.status, case when m.direction = 'in' then m.intent else m.error_code end as reason, m.answered_at is not null as answered";
