# shellcheck shell=bash
# What the benchmarks of ingestion share: a collector with all that it needs, and tenants with room, before a sink.
# shellcheck source=bench/kit.sh
source "$BENCH_ROOT/bench/kit.sh"

ROOT=$BENCH_ROOT
export PHAROS_STATE=$BENCH_WORK/suite PHAROS_PORT_OFFSET=${PHAROS_PORT_OFFSET:-0} PHAROS_ENGINES=${BENCH_ENGINES%/bin}
for file in say layout parts tools process engines secrets engine-conf postgres environment build api; do
  # shellcheck source=/dev/null
  source "$ROOT/deploy/local/$file.sh"
done
# shellcheck disable=SC2034  # read by the launcher's parts
APP_HOME=$BENCH_APPS
CLASSES=$BENCH_WORK/classes LIBRARIES="$BENCH_APPS/metrics-collector/lib/main/*"
JAVA=("$JAVA_HOME/bin/java" --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
  -XX:+UseSerialGC -cp "$CLASSES:$LIBRARIES")
SINK=$BENCH_PORT

# What it sends to, and from, is compiled once.
sink() {
  mkdir -p "$CLASSES"
  "$JAVA_HOME/bin/javac" -d "$CLASSES" -cp "$LIBRARIES" "$BENCH_ROOT"/bench/src/ingest/*.java
  start sink "${JAVA[@]}" -Xmx128m Sink "$SINK"
  await sink "http://$HOST:$SINK/stats"
}

# suite CLIENT...: the collector with what it needs, by the launcher's own settings: directory, tokens, PostgreSQL, Redis,
# Kafka; a secret for each of those clients. 'seed' has to make them.
suite() {
  choose_postgres_user
  mkdir -p "$RUN" "$LOGS" "$DATA" "$CONF"
  make_secrets
  local tenant
  for tenant in "$@"; do make_secret "$tenant"; done
  write_engine_conf
  write_service_env
  prepare_postgres
  prepare_kafka
  part postgres; part redis; part kafka
  part tenant-router
  seed
  part metrics-collector
}

part() {
  part_command "$1"
  launch "$1"
}

# launch PART: what stands in COMMAND, until it serves.
launch() {
  start "$1" "${COMMAND[@]}"
  until part_ready "$1"; do
    kill -0 "${STARTED_AS[$1]}" 2>/dev/null || fail "$1 ended, see $BENCH_WORK/$1.log"
    pause 0.2
  done
}

# engine ID KIND DIALECT ADDRESS, by the token in 'token'.
# shellcheck disable=SC2154  # the caller's
engine() {
  api "$token" PUT "/api/v1/engines/$1" "{\"id\":\"$1\",\"kind\":\"$2\",\"dialect\":\"$3\",\"writeUrl\":\"$4/api/v1/write\",\"queryUrl\":\"$4\"}"
  [[ $STATUS == 2* ]] || fail "engine $1: $BODY"
}

# tenant ID ENGINE: a tenant with room, and a client of the same name.
tenant() {
  api "$token" POST /api/v1/tenants "{\"id\":\"$1\",\"name\":\"$1\",\"plan\":\"bench\",\"environments\":{\"prod\":\"$2\"},
    \"limits\":{\"requests\":{\"requestRate\":1000000,\"requestBurst\":1000000,\"maxConcurrentRequests\":1000},
    \"ingest\":{\"ingestionRate\":100000000,\"ingestionBurstSize\":100000000,\"maxGlobalSeriesPerUser\":2000000}}}"
  [[ $STATUS == 2* ]] || fail "tenant $1: $BODY"
  api "$token" POST "/api/v1/tenants/$1/clients" "{\"id\":\"$1\",\"name\":\"$1\",\"role\":\"dev\",\"scopes\":[\"metrics:write\"],
    \"secretSha256\":\"$(sha256_of "$1")\"}"
  [[ $STATUS == 2* ]] || fail "client $1: $BODY"
}
