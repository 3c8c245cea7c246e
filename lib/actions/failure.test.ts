import { afterEach, expect, test, vi } from "vitest";
import { conflict, forbidden } from "@/lib/errors";
import { log } from "@/lib/log";
import { testEnvironment } from "@/tests/support/environment";
import { failure } from "./failure";

afterEach(() => vi.restoreAllMocks());

test("[SEC-02] [OPS-08] who is refused is told so and leaves a line in the log; other known errors do not", () => {
  testEnvironment();
  const warn = vi.spyOn(log(), "warn").mockImplementation(() => undefined);
  expect(failure(forbidden(), "r-1", "save-user")).toMatchObject({ code: "forbidden", requestId: "r-1" });
  expect(warn.mock.calls).toEqual([[{ requestId: "r-1", action: "save-user" }, "refused"]]);
  failure(conflict("Somebody else was faster."), "r-2", "save-user");
  expect(warn).toHaveBeenCalledTimes(1);
});
