import { expect, test } from "vitest";
import { createLogger } from "./log";

function capture(write: (log: ReturnType<typeof createLogger>) => void): string {
  let out = "";
  write(createLogger("info", { write: (line: string) => void (out += line) }));
  return out;
}

test("[SEC-05] logs drop what may hold patient data, at any of three depths", () => {
  const out = capture((log) =>
    log.info({ requestId: "r-1", phone: "+12125550100", patient: { firstName: "Rosa", more: { email: "rosa@mail.example" } } }, "seen"),
  );
  expect(out).toContain('"requestId":"r-1"');
  for (const secret of ["+12125550100", "Rosa", "rosa@mail.example"]) expect(out).not.toContain(secret);
});

test("[SEC-05] an error is logged by type, code and place, never by its text", () => {
  const error = Object.assign(new Error('duplicate key: (email)=("rosa@mail.example")\n detail "Rosa"'), {
    code: "23505",
    detail: "Key (email)=(rosa@mail.example) already exists",
  });
  const out = capture((log) => log.error({ err: error }, "unexpected"));
  expect(out).toContain('"code":"23505"');
  expect(out).toContain("log.test.ts");
  expect(out).not.toContain("rosa@mail.example");
  expect(out).not.toContain("Rosa");
});
