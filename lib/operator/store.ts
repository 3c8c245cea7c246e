import { pool } from "@/db/client";
import { isId, newId } from "@/lib/ids";

/*
 * Sign-in and sessions of the platform's operators ([ADM-08]): narrow SECURITY DEFINER functions (db/migrations/0019_operator.sql), called
 * from here only. Operators are apart from users: another table, another cookie, another address, no membership anywhere.
 */

export const OPERATOR_HOURS = 8;
export const OPERATOR_IDLE_MINUTES = 15;

async function call<T>(text: string, params: unknown[]): Promise<T[]> {
  return (await pool("app").query(text, params)).rows as T[];
}

export type OperatorRecord = {
  id: string;
  name: string;
  passwordHash: string;
  secretSealed: Buffer | null;
  secretKeyId: string | null;
  lastStep: number;
  lockedUntil: Date | null;
  disabled: boolean;
  demo: boolean;
};

export async function resolveOperator(email: string): Promise<OperatorRecord | undefined> {
  const [row] = await call<OperatorRecord>(
    `select id, name, password_hash as "passwordHash", secret_sealed as "secretSealed", secret_key_id as "secretKeyId", last_step::float8 as "lastStep",
       locked_until as "lockedUntil", disabled, demo from resolve_operator($1)`,
    [email.trim().toLowerCase()],
  );
  return row;
}

/** Success clears the count of failures and takes the code's time step; the tenth failure in a row locks the account for 15 minutes. */
export async function recordOperatorSignIn(id: string, ok: boolean, step?: number): Promise<void> {
  await call("select record_operator_sign_in($1, $2, $3)", [id, ok, step ?? null]);
}

export async function openOperatorSession(operatorId: string, ip: string): Promise<string> {
  const id = newId();
  await call("select open_operator_session($1, $2, $3, $4)", [id, operatorId, OPERATOR_HOURS, ip]);
  return id;
}

export type OperatorSession = { sessionId: string; operatorId: string; name: string; email: string; demo: boolean };

/** The session while it stands and was used within the last 15 minutes. */
export async function checkOperatorSession(sessionId: string | undefined): Promise<OperatorSession | undefined> {
  if (!isId(sessionId)) return undefined;
  const [row] = await call<Omit<OperatorSession, "sessionId">>(
    `select operator_id as "operatorId", name, email, demo from check_operator_session($1, $2)`,
    [sessionId, OPERATOR_IDLE_MINUTES],
  );
  return row && { ...row, sessionId };
}

export async function closeOperatorSession(sessionId: string): Promise<void> {
  await call("select close_operator_session($1)", [sessionId]);
}
