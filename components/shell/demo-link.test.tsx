import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { DemoLink } from "./demo-link";

test("[OPS-02] the link to the simulator is read as one sentence, without a gap before its comma", () => {
  expect(renderToStaticMarkup(<DemoLink clockAhead="3 days" />)).toContain('aria-label="Demo, clock 3 days ahead"');
  expect(renderToStaticMarkup(<DemoLink />)).not.toContain("aria-label");
});
