# The image holds one static binary and nothing else: time zones, certificates,
# the production calendar and the 2023 plan are embedded in it.
FROM golang:1.26 AS build
WORKDIR /src
# Modules apart from the sources, so that a changed source does not fetch them anew.
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags="-s -w" -o /out/sdelaem . \
 && mkdir -m 0700 /out/data

FROM scratch
COPY --from=build /out/sdelaem /sdelaem
# A named volume takes over the owner of the folder it is mounted on, so the
# unprivileged user below can write to it.
COPY --from=build --chown=65532:65532 /out/data /data
ENV SDELAEM_DATA=/data
USER 65532:65532
VOLUME /data
# SIGTERM stops the service within 10 seconds, which is what docker stop waits.
STOPSIGNAL SIGTERM
ENTRYPOINT ["/sdelaem"]
CMD ["run"]
