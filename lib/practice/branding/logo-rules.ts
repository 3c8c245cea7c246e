export type Logo = { mediaType: "image/png" | "image/jpeg"; width: number; height: number };

/** Small enough for every e-mail and phone, large enough to be sharp. */
export const LOGO_LIMITS = { bytes: 300_000, least: 32, most: 2_000 } as const;

/**
 * What kind of picture it is and how large, by its own bytes: neither its name nor what the browser calls it counts. PNG and JPEG only;
 * an SVG could carry scripts. Gives a sentence for the person who uploads where it cannot be used.
 */
export function readLogo(data: Uint8Array): Logo | { problem: string } {
  if (data.byteLength > LOGO_LIMITS.bytes) return { problem: `The file is larger than ${LOGO_LIMITS.bytes / 1000} KB. Save it smaller.` };
  const logo = readPng(data) ?? readJpeg(data);
  if (!logo) return { problem: "This is not a PNG or JPEG picture." };
  const { width, height } = logo;
  if (Math.min(width, height) < LOGO_LIMITS.least)
    return { problem: `The picture has ${width} × ${height} pixels; at least ${LOGO_LIMITS.least} each way are needed.` };
  if (Math.max(width, height) > LOGO_LIMITS.most)
    return { problem: `The picture has ${width} × ${height} pixels; at most ${LOGO_LIMITS.most} each way are used.` };
  return logo;
}

const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

function readPng(data: Uint8Array): Logo | undefined {
  if (data.byteLength < 33 || PNG.some((byte, i) => data[i] !== byte)) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const isHeader = view.getUint32(8) === 13 && view.getUint32(12) === 0x49484452;
  return isHeader ? { mediaType: "image/png", width: view.getUint32(16), height: view.getUint32(20) } : undefined;
}

/** Frame headers C0–CF but those that hold tables (C4, C8, CC) begin with precision, height and width. */
function readJpeg(data: Uint8Array): Logo | undefined {
  if (data[0] !== 0xff || data[1] !== 0xd8) return undefined;
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  for (let at = 2; at + 9 < data.byteLength;) {
    if (data[at] !== 0xff) return undefined;
    const marker = data[at + 1]!;
    if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
      return { mediaType: "image/jpeg", height: view.getUint16(at + 5), width: view.getUint16(at + 7) };
    const length = view.getUint16(at + 2);
    if (length < 2) return undefined;
    at += 2 + length;
  }
  return undefined;
}
