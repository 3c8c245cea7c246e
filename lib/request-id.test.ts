import { expect, test } from "vitest";
import { createLogger } from "./log";
import { currentRequestId, withRequestId } from "./request-id";

function logged(work: (log: ReturnType<typeof createLogger>) => void): Record<string, unknown>[] {
  const lines: string[] = [];
  work(createLogger("info", { write: (line: string) => void lines.push(line) }));
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

test("[OPS-04] log lines carry the id of the request that is worked on, also after waiting, and their own id where they name one", async () => {
  const lines: string[] = [];
  const log = createLogger("info", { write: (line: string) => void lines.push(line) });
  await Promise.all(
    ["a", "b"].map((id) =>
      withRequestId(id, async () => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        log.info({ step: id }, "worked");
      }),
    ),
  );
  const seen = lines.map((line) => JSON.parse(line) as { step: string; requestId: string });
  expect(seen.map(({ step, requestId }) => `${step}${requestId}`).toSorted()).toEqual(["aa", "bb"]);
  const [own] = logged((one) => withRequestId("a", () => one.info({ requestId: "mine" }, "x")));
  expect(own!.requestId).toBe("mine");
});

test("[OPS-04] outside of any request there is none", () => {
  expect(currentRequestId()).toBeUndefined();
  const [line] = logged((log) => log.info("x"));
  expect(line).not.toHaveProperty("requestId");
});
