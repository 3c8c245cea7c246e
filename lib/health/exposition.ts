/** Prometheus' text format (version 0.0.4). */
export type Metric = {
  name: string;
  help: string;
  type: "gauge" | "counter" | "histogram";
  values: {
    labels?: Readonly<Record<string, string>>;
    value: number;
    /** `_bucket`, `_sum`, `_count` of a histogram. */ suffix?: string;
  }[];
};

const escaped = (text: string): string => text.replaceAll("\\", "\\\\").replaceAll("\n", "\\n").replaceAll('"', '\\"');
const number = (value: number): string => (Number.isFinite(value) ? String(value) : value > 0 ? "+Inf" : value < 0 ? "-Inf" : "NaN");

/** Metrics as text; those without values are left out. Throws RangeError for a name that Prometheus refuses. */
export function writeMetrics(metrics: readonly Metric[]): string {
  const lines: string[] = [];
  for (const metric of metrics) {
    if (!/^[a-zA-Z_:][a-zA-Z0-9_:]*$/.test(metric.name)) throw new RangeError(`"${metric.name}" cannot name a metric`);
    if (metric.values.length === 0) continue;
    lines.push(
      `# HELP ${metric.name} ${metric.help.replaceAll("\\", "\\\\").replaceAll("\n", "\\n")}`,
      `# TYPE ${metric.name} ${metric.type}`,
    );
    for (const { labels = {}, value, suffix = "" } of metric.values) {
      const list = Object.entries(labels).map(([name, text]) => `${name}="${escaped(text)}"`);
      lines.push(`${metric.name}${suffix}${list.length ? `{${list.join(",")}}` : ""} ${number(value)}`);
    }
  }
  return `${lines.join("\n")}\n`;
}
