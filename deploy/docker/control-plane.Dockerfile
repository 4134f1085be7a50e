# The control plane, from what `npm run package` makes:
#   docker build --file deploy/docker/control-plane.Dockerfile --tag devopsellence-control-plane dist
# What follows the name of the image at `docker run` are options of `serve`; --advertise is one that is needed.

# Anything with glibc and libstdc++, as Debian has them, and a shell.
ARG BASE=debian:12-slim
FROM ${BASE}
COPY devopsellence-control-plane-linux-x64 /usr/local/bin/devopsellence-control-plane
# The volume takes owner and mode from here.
RUN chmod 755 /usr/local/bin/devopsellence-control-plane \
  && mkdir -p -m 700 /var/lib/devopsellence-control-plane \
  && chown 65532:65532 /var/lib/devopsellence-control-plane
USER 65532:65532
VOLUME /var/lib/devopsellence-control-plane
EXPOSE 7443 7444
ENTRYPOINT ["devopsellence-control-plane", "serve", "--data-dir", "/var/lib/devopsellence-control-plane", \
  "--operator-listen", "0.0.0.0:7443", "--agent-listen", "0.0.0.0:7444"]
