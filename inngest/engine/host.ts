const SERVERLESS: [variable: string, host: string][] = [
  ["VERCEL", "Vercel"],
  ["AWS_LAMBDA_FUNCTION_NAME", "AWS Lambda"],
  ["NETLIFY", "Netlify"],
  ["CF_PAGES", "Cloudflare Pages"],
  ["FUNCTION_TARGET", "Google Cloud Functions"],
  ["K_SERVICE", "Google Cloud Run"],
  ["FUNCTIONS_WORKER_RUNTIME", "Azure Functions"],
];

/**
 * Refuses hosts where no process stays alive: timers would not fire and workflows would stop silently.
 * Throws an Error naming the host and the way out; returns otherwise.
 */
export function checkEngineHost(env: NodeJS.ProcessEnv): void {
  const found = SERVERLESS.find(([variable]) => env[variable]);
  if (!found) return;
  throw new Error(
    `The embedded workflow engine needs a process that stays alive, and this is ${found[1]} (${found[0]} is set). ` +
      "Set INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY to use Inngest, or run the worker on a host with long-lived processes.",
  );
}
