/** A config that uses every part of the schema. It is tested to parse, and shown on the reference page. */
export const EXAMPLE_CONFIG = `schema_version: 1
organization: acme
project: shop
default_environment: production

build:
  context: .
  dockerfile: Dockerfile
  platforms: [linux/amd64]

services:
  # Reached from outside through the ingress below. No image: it runs the app image.
  web:
    command: [bin/server]
    args: [--threads, "4"]
    env:
      REDIS_URL: redis://redis:6379/0
      SEARCH_URL: http://search:9200
    secret_refs:
      - name: DATABASE_URL
        secret: DATABASE_URL
    ports:
      - name: http
        port: 3000
    healthcheck:
      path: /up
      port: 3000
      interval: 5s
      timeout: 2s
      retries: 3
      start_period: 1s
    # Started once redis answers and the container of search runs.
    depends_on:
      redis: { condition: ready, timeout: 60s }
      search: { condition: started }
    resources: { memory: 512m, cpus: 1.5 }
    stop_grace_period: 30s
    rollout: { order: start-first }

  # The app image again, with another command, on the nodes with the label worker.
  jobs:
    command: [bin/jobs]
    depends_on: [redis]
    placement: { count: 1 }

  # Keeps its data in a volume that one container at a time may write, on a node that also has the label ssd.
  redis:
    image: redis:7-alpine
    args: [redis-server, --appendonly, "yes"]
    readiness: { command: [redis-cli, ping], interval: 1s, timeout: 2s, retries: 30, start_period: 0s }
    volumes:
      - source: redis_data
        target: /data
    placement: { labels: [ssd] }
    rollout: { order: stop-first }

  cache:
    image: memcached:1.6-alpine
    args: [memcached, -m, "128"]
    readiness: { tcp: 11211 }
    resources: { memory: 256m }

  search:
    image: registry.example.com/search:2.4
    secret_refs:
      - name: SEARCH_PASSWORD
        secret: SEARCH_PASSWORD
    readiness: { http: { path: /_health, port: 9200 }, start_period: 30s }

tasks:
  # In every deployment, after redis is ready and before the new web starts.
  release:
    service: web
    command: [bin/migrate]
    args: []
    env: { LOG_LEVEL: info }
    timeout: 10m
    depends_on: [redis]
  # Every night at three, in Berlin; a report that still runs then is left to finish.
  nightly-report:
    service: jobs
    command: [bin/report]
    schedule: { cron: "0 3 * * *", time_zone: Europe/Berlin, overlap: forbid }
  hourly-cleanup:
    service: jobs
    command: [bin/cleanup]
    schedule: "0 * * * *"

ingress:
  hosts: [shop.example.com, www.shop.example.com]
  rules:
    - match: { host: shop.example.com, path_prefix: / }
      target: { service: web, port: http }
    - match: { host: www.shop.example.com }
      target: { service: web, port: http }
  tls: { mode: auto, email: ops@example.com }
  redirect_http: true

rollout:
  max_unavailable: 1
  pause: 0s
  stable_for: 3s
  health_deadline: 5m
  deadline: 10m
  on_failure: rollback

environments:
  staging:
    services:
      web:
        env: { LOG_LEVEL: debug }
        resources: { memory: 256m }
    ingress:
      hosts: [staging.shop.example.com]
      rules:
        - match: { host: staging.shop.example.com }
          target: { service: web, port: http }
      # The staging certificates come from an authority of our own.
      tls:
        ca_directory_url: https://ca.example.com/acme/directory
        ca_root_file: /etc/ssl/private-ca.pem
    rollout: { on_failure: stop }
`;
