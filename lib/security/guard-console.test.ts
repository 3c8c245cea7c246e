import { afterEach, expect, test } from "vitest";
import { createLogger } from "@/lib/log";
import { Plants } from "@/tests/support/traces";
import { guardConsole, maskLine } from "./guard-console";

const rosa = { firstName: "Rosa", lastName: "Delgado", phone: "+12125550100", email: "rosa@mail.example", birthDate: "1961-04-07" };
const plants = new Plants().add(rosa, { rare: true });
let out = "";
let release: (() => void) | undefined;
const guard = (): void => {
  out = "";
  release = guardConsole(createLogger("debug", { write: (line: string) => void (out += line) }));
};
afterEach(() => release?.());

test("[SEC-05] an error that a page throws is printed by a framework without the row that Postgres quotes in it", () => {
  const error = Object.assign(new Error('duplicate key value violates unique constraint "patient_name": Rosa Delgado'), {
    code: "23505",
    detail: "Key (first_name, last_name, birth_date)=(Rosa, Delgado, 1961-04-07) already exists.",
    where: "SQL statement \"insert into patient values ('Delgado')\"",
    digest: "2137",
  });
  guard();
  console.error(error);
  console.error(" ⨯", error);
  console.warn("unhandledRejection:", { patient: rosa });
  console.error("Key (email)=(rosa@mail.example) of +1 (212) 555-0100, born 1961-04-07, is 'Delgado'");
  release?.();
  expect(plants.find(out)).toEqual([]);
  expect(out).not.toMatch(/Rosa|555-0100/);
  expect(out.match(/"code":"23505"/g)).toHaveLength(2);
  expect(out).toContain("guard-console.test.ts");
  expect(out).toContain('"digest":"2137"');
});

test("[SEC-05] what a process says of itself stays readable, and the console is put back", () => {
  const before = console.error;
  guard();
  console.error("   ▲ Next.js %s on port %d", "16.4.5", 3900);
  expect(out).toContain("Next.js 16.4.5 on port 3900");
  expect(out).toContain('"level":50');
  release?.();
  expect(console.error).toBe(before);
  expect(maskLine("listening at 2026-11-22T00:01:02.000Z")).toContain("2026-11-22T00:01:02.000Z");
});
