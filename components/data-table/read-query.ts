import { currentUser } from "@/lib/auth/session";
import { openWords } from "@/lib/security/search-words";
import { readTableQuery, WORDS, type SearchParams, type TableQuery, type TableSpec } from "./query";

/** Search words of a page's address, opened for who is signed in; "" where they are another's, or nobody's. */
export async function readWords(params: SearchParams): Promise<string> {
  const token = params[WORDS];
  const user = typeof token === "string" ? await currentUser() : undefined;
  return user && typeof token === "string" ? openWords(user, token) : "";
}

/** What a list page's address asks for, search words included; on the server only. See readTableQuery. */
export async function readListQuery(params: SearchParams, spec: TableSpec): Promise<TableQuery> {
  return readTableQuery(params, spec, await readWords(params));
}
