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
  // What proxy.ts does not see.
  async headers() {
    const plain = [{ key: "x-content-type-options", value: "nosniff" }];
    return [
      { source: "/_next/static/:path*", headers: plain },
      {
        source: "/api/import/upload",
        headers: [
          ...plain,
          { key: "content-security-policy", value: "default-src 'none'; frame-ancestors 'none'" },
          { key: "referrer-policy", value: "same-origin" },
          { key: "cache-control", value: "no-store" },
        ],
      },
    ];
  },
  typescript: { ignoreBuildErrors: true },
};
export default config;
