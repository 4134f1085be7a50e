import { stringify } from 'yaml';

/** What is known about an app when its first config is written. The names must be valid already. */
export interface StarterFacts {
  readonly organization: string;
  readonly project: string;
  /** Port on which the app listens for HTTP. */
  readonly port: number;
}

/** What comes next in most apps, to be put into use by removing the `# `. */
const SUGGESTIONS = `    # env:
    #   REDIS_URL: redis://redis:6379/0
    # Store the value with: devopsellence secret set DATABASE_URL
    # secret_refs:
    #   - name: DATABASE_URL
    #     secret: DATABASE_URL
    # depends_on: [redis]

  # A supporting service, on the nodes with the label worker. Others reach it as redis:6379.
  # redis:
  #   image: redis:7-alpine
  #   args: [redis-server, --appendonly, "yes"]
  #   readiness:
  #     command: [redis-cli, ping]
  #   volumes:
  #     - source: redis_data
  #       target: /data

# Runs once in every deployment, before the new version starts.
# tasks:
#   release:
#     service: web
#     command: [bin/migrate]

# Which requests from outside reach the app. Certificates come by themselves.
# ingress:
#   hosts: [app.example.com]
#   rules:
#     - match: { host: app.example.com }
#       target: { service: web, port: http }

# What is different in one environment.
# environments:
#   staging:
#     services:
#       web:
#         env:
#           LOG_LEVEL: debug
`;

/** The commented `devopsellence.yml` of a new project: one web service, and what it may need next. */
export function starterConfig({ organization, project, port }: StarterFacts): string {
  return `# How this app is deployed. Every field: docs/config-reference.md
schema_version: 1
organization: ${inYaml(organization)}
project: ${inYaml(project)}

# The app image is built from here, once, and runs in every service that names no image.
build:
  context: .
  dockerfile: Dockerfile

services:
  # Runs on every node with the label web.
  web:
    ports:
      - name: http
        port: ${port}
    # A new version gets requests once this path answers with a status of 200 to 399.
    healthcheck:
      path: /up
      port: ${port}
${SUGGESTIONS}`;
}

/** Quoted where YAML would read something else than text: a project may be called `true`. */
function inYaml(text: string): string {
  return stringify(text).trimEnd();
}
