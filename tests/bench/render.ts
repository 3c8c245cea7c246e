/**
 * Renders of a text message with five squigglies, segments included, against liquidjs alone with the template parsed once.
 * Prints renders per second, the ratio, and fails below the target. Run: npx tsx tests/bench/render.ts
 */
import { Liquid } from "liquidjs";
import { renderMessage } from "@/lib/templates";

const TARGET = 10_000;
const ROUNDS = 5;
const PER_ROUND = 20_000;

const body =
  "{{practiceName}}: {{patientFirstName}}'s visit: {{appointmentDateTime}} with {{providerName}}. Reply Y, N or R. {{appointmentLink}}";
const people = Array.from({ length: 500 }, (_, i) => ({
  practiceName: "Lakeside Family Clinic",
  patientFirstName: `Maria${i}`,
  appointmentDateTime: `Sat, Dec ${(i % 28) + 1} at 9:00 AM`,
  providerName: i % 10 === 0 ? "Dr. Muñoz" : "Dr. Lee",
  appointmentLink: `https://example.com/p/4kT9sXbQwLmNp${1000 + i}`,
}));

function perSecond(run: (values: (typeof people)[number]) => void): number {
  let best = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now();
    for (let i = 0; i < PER_ROUND; i++) run(people[i % people.length]!);
    best = Math.max(best, (PER_ROUND / (performance.now() - start)) * 1_000);
  }
  return best;
}

const liquid = new Liquid({ strictVariables: true, strictFilters: true, ownPropertyOnly: true });
const parsed = liquid.parse(body);
const alone = perSecond((values) => liquid.renderSync(parsed, values));
const ours = perSecond((values) => {
  const message = renderMessage({ template: { channel: "sms", body }, values, language: "en" });
  if (!message.ok || message.segments === undefined) throw new Error("a message was not rendered");
});

const rounded = (n: number) => Math.round(n).toLocaleString("en-US");
console.log(
  `render: ${rounded(ours)}/s with segments; liquidjs parsed once: ${rounded(alone)}/s; ratio ${(ours / alone).toFixed(2)}; target ${rounded(TARGET)}/s`,
);
if (ours < TARGET) process.exitCode = 1;
