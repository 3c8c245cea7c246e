import { describe, expect, test } from "vitest";
import { showsActivity } from "./activity";
import { deviceWords } from "./device";

test.each([
  ["Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome on Windows"],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
    "Edge on Windows",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
    "Safari on an iPhone",
  ],
  ["Mozilla/5.0 (Macintosh; Intel Mac OS X 14.6; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on a Mac"],
  [
    "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Mobile Safari/537.36",
    "Chrome on Android",
  ],
  ["curl/8.5.0", "An unknown device"],
  [null, "An unknown device"],
])("[SEC-01] %s is said in plain words", (agent, words) => {
  expect(deviceWords(agent)).toBe(words);
});

describe("what counts as use", () => {
  const request = (headers: Record<string, string>, path = "/today") => showsActivity(new Headers(headers), path);

  test("[SEC-01] opening a page and sending a form do, also in a browser that says little", () => {
    expect(request({ "sec-fetch-mode": "navigate" })).toBe(true);
    expect(request({ "next-action": "abc", "sec-fetch-mode": "cors" })).toBe(true);
    expect(request({})).toBe(true);
  });

  test("[SEC-01] what screens fetch by themselves does not: refreshed data, streams, polls", () => {
    expect(request({ rsc: "1", "sec-fetch-mode": "cors" })).toBe(false);
    expect(request({ rsc: "1" })).toBe(false);
    expect(request({ "sec-fetch-mode": "cors" })).toBe(false);
    expect(request({}, "/api/live")).toBe(false);
    expect(request({ "sec-fetch-mode": "cors" }, "/api/live/poll")).toBe(false);
  });
});
