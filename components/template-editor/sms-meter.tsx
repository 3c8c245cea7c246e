import type { WorstCase } from "@/lib/templates/worst-case";

type Props = { worst: WorstCase | null; segments: number; units: number; encoding: "GSM-7" | "UCS-2"; nonGsm: readonly string[] };

/** [TPL-07] What a text message costs: its segments, and what makes them short. */
export function SmsMeter({ worst, segments, units, encoding, nonGsm }: Props) {
  return (
    <div data-testid="sms-meter" className="flex max-w-md flex-col gap-1 text-sm">
      <p>
        <strong className="font-semibold">
          {segments} {segments === 1 ? "segment" : "segments"}
        </strong>
        , {units} {encoding === "UCS-2" ? "units" : "characters"}, {encoding}
      </p>
      <p className="text-ink-muted">
        {segments > 1 ? `Each one is paid for: this message costs as much as ${segments} texts. ` : ""}
        {encoding === "UCS-2"
          ? `Of ${nonGsm.length === 1 ? "the character" : "the characters"} ${nonGsm.slice(0, 12).join(" ")} a segment holds 70 characters instead of 160.`
          : ""}
      </p>
      {worst ? (
        <details data-testid="worst-case">
          <summary className="cursor-pointer">
            At its longest: {worst.segments} {worst.segments === 1 ? "segment" : "segments"}, {worst.encoding}
          </summary>
          <p className="mt-1 text-ink-muted">
            With long names and a long date of this language, and the sentences of a first message. Curly quotes and long dashes go out
            straight, so they cost nothing.
            {worst.nonGsm.length > 0 ? ` These characters shorten its segments: ${worst.nonGsm.slice(0, 12).join(" ")}` : ""}
          </p>
          <p dir="auto" className="mt-1 rounded-md bg-sunken p-2 wrap-long whitespace-pre-wrap">
            {worst.text}
          </p>
        </details>
      ) : null}
    </div>
  );
}
