/** @type {import('next').NextConfig} */
const config = {
  serverExternalPackages: [
    "pg",
    "graphile-worker",
    "@node-rs/argon2",
    "pino",
    "moment-timezone",
    "date-holidays",
    "libphonenumber-js",
    "twilio",
    "resend",
    "@opentelemetry/api",
    "@opentelemetry/sdk-trace-base",
    "@opentelemetry/exporter-trace-otlp-http",
    "@opentelemetry/context-async-hooks",
    "@opentelemetry/resources",
  ],
  poweredByHeader: false,
  reactStrictMode: true,
  // A test run and a running demo may share one checkout: each names its own build folder.
  distDir: process.env.LUMA_DIST_DIR || ".next",
  devIndicators: false,
  typescript: { ignoreBuildErrors: true },
};
export default config;
