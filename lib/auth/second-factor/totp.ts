import { Secret, TOTP } from "otpauth";
import { renderSVG } from "uqr";

const PERIOD_SECONDS = 30;
/** A code of the step before or after is taken too: clocks differ, and typing takes time. */
const WINDOW = 1;
const ISSUER = "Luma";

const totpOf = (secret: string, label = ""): TOTP =>
  new TOTP({ issuer: ISSUER, label, algorithm: "SHA1", digits: 6, period: PERIOD_SECONDS, secret: Secret.fromBase32(secret) });

/** A new shared secret: 160 random bits in base32, as authenticator apps take it. */
export function newTotpSecret(): string {
  return new Secret({ size: 20 }).base32;
}

/** `otpauth://…` for an authenticator app. `account` is what the app calls the entry, the e-mail address. */
export function totpUri(secret: string, account: string): string {
  return totpOf(secret, account).toString();
}

/** The secret in groups of four, to be typed where no camera is at hand. */
export function readableSecret(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}

/** A QR code as an image address (`data:`), black on white whatever the theme, since cameras want it so. */
function qrImage(text: string): string {
  return `data:image/svg+xml;base64,${Buffer.from(renderSVG(text, { border: 2 })).toString("base64")}`;
}

/** What a person typed of a code: digits only, with spaces taken out; undefined where it is no code. */
export function readCode(text: string): string | undefined {
  const digits = text.replace(/[\s-]/g, "");
  return /^\d{6}$/.test(digits) ? digits : undefined;
}

/**
 * The time step that the code belongs to, at `seconds` (real time since 1970), one step early or late at most; undefined
 * where it is wrong or its step is not after `lastStep`: whoever saw a code may not use it again (RFC 6238, 5.2).
 */
export function matchingStep(secret: string, code: string, seconds: number, lastStep: number): number | undefined {
  const digits = readCode(code);
  if (!digits) return undefined;
  const delta = totpOf(secret).validate({ token: digits, timestamp: seconds * 1000, window: WINDOW });
  if (delta === null) return undefined;
  const step = Math.floor(seconds / PERIOD_SECONDS) + delta;
  return step > lastStep ? step : undefined;
}

/** The code of a moment, for tests that play the app. */
export function codeAt(secret: string, seconds: number): string {
  return totpOf(secret).generate({ timestamp: seconds * 1000 });
}

/** What a page shows of a secret that is being set up: the picture for a phone's camera and the key to type. */
export function authenticatorView(secret: string, account: string): { qr: string; secret: string } {
  return { qr: qrImage(totpUri(secret, account)), secret: readableSecret(secret) };
}
