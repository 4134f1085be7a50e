# The agent, from what `npm run package` makes:
#   docker build --file deploy/docker/agent.Dockerfile --tag devopsellence-agent dist
# It joins and runs as README.md here says.

# Anything with glibc and libstdc++, as Debian has them, and a shell.
ARG BASE=debian:12-slim
FROM ${BASE}
COPY devopsellence-agent-linux-x64 /usr/local/bin/devopsellence-agent
# Root, because the engine's socket gives root anyway.
RUN chmod 755 /usr/local/bin/devopsellence-agent && mkdir -p -m 700 /var/lib/devopsellence-agent
VOLUME /var/lib/devopsellence-agent
ENTRYPOINT ["devopsellence-agent"]
CMD ["run", "--state-dir", "/var/lib/devopsellence-agent"]
