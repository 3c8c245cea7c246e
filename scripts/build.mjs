// Builds the web application without any secret or address (container images, other pipelines); `npm start` does it by itself.
import path from "node:path";
import { ensureBuilt } from "./lib/build.mjs";
import { ROOT } from "./lib/files.mjs";
import { line, printProblem } from "./lib/say.mjs";

ensureBuilt({
  distDir: process.env.LUMA_DIST_DIR || ".next",
  env: process.env,
  logFile: path.join(ROOT, ".cache/build.log"),
  say: line,
}).then(
  (made) => line(made ? "built" : "unchanged"),
  (error) => {
    printProblem(error);
    process.exitCode = 1;
  },
);
