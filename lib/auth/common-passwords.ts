let list: Promise<ReadonlySet<string>> | undefined;

/** About 49,000 passwords that leaked most often, in lower case; read when the first password is chosen. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  return (list ??= import("@zxcvbn-ts/language-common").then(
    ({ dictionary }) => new Set((dictionary["passwords-common"] as readonly string[]).map((word) => word.toLowerCase())),
  ));
}
