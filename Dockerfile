# syntax=docker/dockerfile:1
# docs/containers.md tells how to run it, and what of it was tried where.
ARG NODE_VERSION=20.20.2

FROM node:${NODE_VERSION}-bookworm AS build
ENV NEXT_TELEMETRY_DISABLED=1
WORKDIR /app
COPY package.json package-lock.json ./
# Not `npm ci`: it refuses a lock file without other platforms' optional packages. This one is obeyed to the letter all the same.
RUN npm install --no-save --no-audit --no-fund --loglevel=error
COPY . .
RUN npm run build
RUN npm prune --omit=dev --no-save --no-audit --no-fund --loglevel=error
RUN rm -rf .next/cache

FROM node:${NODE_VERSION}-bookworm-slim AS server
LABEL org.opencontainers.image.title="Images Dashboard" \
  org.opencontainers.image.description="Upload, watch and hand out machine images." \
  org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production \
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED=true \
  NEXT_TELEMETRY_DISABLED=1 \
  HOST=0.0.0.0 \
  PORT=3000 \
  DATA_DIR=/data
WORKDIR /app
COPY --from=build /app/package.json /app/tsconfig.json /app/next.config.ts /app/server.ts ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/.next ./.next
COPY --from=build /app/public ./public
COPY --from=build /app/lib ./lib
COPY --from=build /app/scripts ./scripts
COPY --from=build /app/deploy ./deploy
RUN mkdir -p /data && chown node:node /data && chmod 700 /data
VOLUME /data
USER node
EXPOSE 3000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "deploy/ask-health.mjs", "/healthz"]
CMD ["node", "--import", "tsx", "server.ts"]
