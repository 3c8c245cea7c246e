const LEAST_PASSWORD = 12;
const MOST_PASSWORD = 200;

export type PasswordOwner = { email: string; name: string };

/** Without capitals, spaces and marks: what is left of a password when it is compared with words. */
const plain = (text: string): string =>
  text
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");

const LEET: Record<string, string> = { "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t", "@": "a", $: "s", "!": "i" };
/** `P@ssw0rd1!` → `password`: figures and marks at the ends go, those within stand for letters. */
const withoutLeet = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^[^\p{L}]+|[^\p{L}]+$/gu, "")
    .replace(/[013457@$!]/g, (sign) => LEET[sign] ?? sign);

const ROWS = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

/** The same few signs over and over, or a run along the keyboard or the alphabet. */
function isPattern(text: string): boolean {
  if (new Set(text).size <= 3) return true;
  for (let unit = 1; unit <= text.length / 2; unit++)
    if (text.length % unit === 0 && text.slice(0, unit).repeat(text.length / unit) === text) return true;
  const runs = ROWS.flatMap((row) => [row, Array.from(row).reverse().join("")]);
  const places = Math.max(0, text.length - 2);
  const inRuns = Array.from({ length: places }, (_, at) => text.slice(at, at + 3)).filter((three) =>
    runs.some((row) => row.includes(three)),
  );
  return inRuns.length >= places - 2;
}

/** Whether the password is one of the list, or such a one with figures and marks around it, twice, or two of them joined. */
function isCommon(password: string, common: ReadonlySet<string>): boolean {
  for (const form of new Set([plain(password), plain(withoutLeet(password))])) {
    const core = form.replace(/^\d+|\d+$/g, "");
    if (common.has(form) || isPattern(form) || core.length < 5 || common.has(core)) return true;
    for (let at = 4; at <= core.length - 4; at++) if (common.has(core.slice(0, at)) && common.has(core.slice(at))) return true;
  }
  return false;
}

/** Whether little else than the person's own name, address or its domain is in it. */
function isOwn(password: string, owner: PasswordOwner): boolean {
  const text = plain(password);
  const [local = "", domain = ""] = owner.email.toLowerCase().split("@");
  const words = [owner.email, local, domain.split(".")[0] ?? "", owner.name, ...local.split(/[^a-z0-9]+/), ...owner.name.split(/\s+/)];
  return words.map(plain).some((word) => word.length >= 4 && text.includes(word) && text.replaceAll(word, "").length < 6);
}

/**
 * What is wrong with a new password, in words for the person who chose it; undefined where it will do. `common`: passwords
 * that attackers try first, in lower case. NIST SP 800-63B: length and a list, no rules about kinds of characters.
 */
export function passwordProblem(password: string, owner: PasswordOwner, common: ReadonlySet<string>): string | undefined {
  const { length } = Array.from(password);
  if (length < LEAST_PASSWORD) return `Use at least ${LEAST_PASSWORD} characters; a few words in a row are easy to remember.`;
  if (length > MOST_PASSWORD) return `Use at most ${MOST_PASSWORD} characters.`;
  if (isOwn(password, owner)) return "Do not build the password from your name or e-mail address.";
  if (isCommon(password, common))
    return "This is too close to a password that attackers try first. Choose another, such as four words that do not belong together.";
  return undefined;
}
