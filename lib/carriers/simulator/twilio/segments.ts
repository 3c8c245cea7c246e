/** Segments as the carrier counts them: 160/153 in the GSM alphabet, 70/67 otherwise. */

const basic = new Set(
  "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà",
);
const escaped = new Set("^{}\\[]~|€\f");

/** How many segments a text takes; characters above the base plane are not split over two. */
export function countSegments(text: string): number {
  const letters = Array.from(text);
  if (letters.every((letter) => basic.has(letter) || escaped.has(letter)))
    return fill(
      letters.map((letter) => (escaped.has(letter) ? 2 : 1)),
      160,
      153,
    );
  return fill(
    letters.map((letter) => letter.length),
    70,
    67,
  );
}

function fill(units: number[], single: number, part: number): number {
  if (units.reduce((sum, unit) => sum + unit, 0) <= single) return 1;
  let segments = 1;
  let used = 0;
  for (const unit of units) {
    if (used + unit > part) {
      segments += 1;
      used = 0;
    }
    used += unit;
  }
  return segments;
}
