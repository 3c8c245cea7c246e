import { pool } from "@/db/client";

export type OperatorSecret = { id: string; sealed: Buffer; keyId: string };

/** Operators' second factors that are sealed under another key than this one. For the rotation of keys alone. */
export async function operatorSecretsBehind(current: string, limit: number): Promise<OperatorSecret[]> {
  const { rows } = await pool("worker").query<OperatorSecret>(
    `select id, secret_sealed as sealed, secret_key_id as "keyId" from operator_secrets_behind($1, $2)`,
    [current, limit],
  );
  return rows;
}

/** Puts the same secret under another key; false where it was changed meanwhile. */
export async function replaceOperatorSecret(input: { id: string; before: Buffer; sealed: Buffer; keyId: string }): Promise<boolean> {
  const { rows } = await pool("worker").query<{ done: boolean }>("select replace_operator_secret($1, $2, $3, $4) as done", [
    input.id,
    input.before,
    input.sealed,
    input.keyId,
  ]);
  return rows[0]?.done ?? false;
}
