# syntax=docker/dockerfile:1
# Builds audit and packs it with what it needs to run. PostgreSQL's server is in it for --database embedded.
FROM swift:6.3-bookworm AS build
WORKDIR /src
RUN apt-get update && apt-get install -y --no-install-recommends \
        pkg-config libpq-dev libcurl4-openssl-dev libxml2-dev libsimdjson-dev libpcre2-dev libzstd-dev zlib1g-dev \
        libssl-dev libidn2-dev \
    && rm -rf /var/lib/apt/lists/*
COPY Package.swift ./
COPY Sources Sources
COPY Tests Tests
RUN swift build -c release --product audit --static-swift-stdlib \
    && install -D "$(swift build -c release --show-bin-path)/audit" /out/audit

FROM debian:bookworm-slim
# The packages create a system cluster unless told otherwise before.
RUN apt-get update && apt-get install -y --no-install-recommends postgresql-common ca-certificates \
    && sed -i -E 's/^#? *create_main_cluster.*/create_main_cluster = false/' \
        /etc/postgresql-common/createcluster.conf \
    && apt-get install -y --no-install-recommends \
        postgresql libcurl4 libxml2 libsimdjson14 libpcre2-8-0 libzstd1 zlib1g libssl3 libidn2-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --create-home --uid 10001 audit \
    && install -d -m 700 -o audit -g audit /home/audit/.audit \
    && install -d -m 755 -o audit -g audit /home/audit/reports
COPY --from=build /out/audit /usr/local/bin/audit
COPY schemas /usr/share/audit/schemas
USER audit
WORKDIR /home/audit
ENTRYPOINT ["audit"]
CMD ["--help"]
