import { accentOf, SURFACES } from "@/lib/practice/branding/accent";

/** [ADM-02] The colour as it will be shown, light and dark, and whether it had to be changed to stay readable. */
export function AccentPreview({ colour }: { colour: string }) {
  const accent = /^#[0-9a-f]{6}$/i.test(colour.trim()) ? accentOf(colour) : undefined;
  if (!accent) return null;
  const chosen = colour.trim().toLowerCase();
  const changed = (["light", "dark"] as const).filter((theme) => accent[theme].accent !== chosen);
  return (
    <div className="flex flex-col gap-2">
      <div className="flex flex-wrap gap-3">
        {(["light", "dark"] as const).map((theme) => (
          <figure key={theme} className="flex flex-col gap-1">
            <Swatch ground={SURFACES[theme]} accent={accent[theme].accent} onAccent={accent[theme].onAccent} />
            <figcaption className="text-sm text-ink-muted">
              {theme === "light" ? "Light" : "Dark"}: {accent[theme].accent}
            </figcaption>
          </figure>
        ))}
      </div>
      <output className="block text-sm text-ink-muted">
        {changed.length === 0
          ? "Readable as it is, on light and on dark screens."
          : `Changed on ${changed.join(" and ")} screens so that text stays readable (a contrast of at least 4.5 to 1).`}
      </output>
    </div>
  );
}

/** Drawn, not styled: the page's policy lets no inline style through. */
function Swatch({ ground, accent, onAccent }: { ground: string; accent: string; onAccent: string }) {
  return (
    <svg aria-hidden width="180" height="56" viewBox="0 0 180 56" className="rounded-md border border-line">
      <rect width="180" height="56" fill={ground} />
      <rect x="10" y="12" width="76" height="32" rx="6" fill={accent} />
      <text x="48" y="33" fontSize="14" fontWeight="600" textAnchor="middle" fill={onAccent}>
        Confirm
      </text>
      <text x="100" y="33" fontSize="14" fill={accent} textDecoration="underline">
        A link
      </text>
    </svg>
  );
}
