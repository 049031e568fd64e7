# shellcheck shell=bash
# The suite's parts: what runs, in which order, on which port. A new service is one line of SERVICES,
# and its environment one function in environment.sh.
# shellcheck disable=SC2034  # read by the files sourced after this one

# name | port | port of its probes | heap in MiB
readonly SERVICES=(
  'tenant-router|8080|18080|128'
  'metrics-collector|8081|8081|160'
  'query-gateway|8082|8082|160'
  'alert-engine|8083|8083|192'
  'billing-service|8084|8084|192'
  'report-service|8086|8086|192'
  'demo-mall|8090|8090|96'
)
readonly ENGINE_PARTS=(postgres redis kafka prometheus-shared prometheus-globex alertmanager recorder node-exporter)
# tenant | name | engine
readonly TENANTS=(
  'acme|Acme Trading|shared'
  'initech|Initech|shared'
  'globex|Globex Corporation|globex'
)
# A service that has a schema of its own in PostgreSQL: the role and the schema have this name.
declare -rA SCHEMAS=([tenant-router]=tenancy [metrics-collector]=ingest [query-gateway]=queries [alert-engine]=rules [billing-service]=billing [demo-mall]=mall)

SERVICE_PARTS=() CUSTOMER_PARTS=()
declare -A PROBE_PORTS HEAPS
list_parts() {
  local row name http probe heap
  for row in "${SERVICES[@]}"; do
    IFS='|' read -r name http probe heap <<<"$row"
    SERVICE_PARTS+=("$name")
    PORTS+=(["$name"]=$http) PROBE_PORTS+=(["$name"]=$probe) HEAPS+=(["$name"]=$heap)
  done
  for row in "${TENANTS[@]}"; do
    CUSTOMER_PARTS+=("customer-${row%%|*}")
  done
}
list_parts
readonly ALL_PARTS=("${ENGINE_PARTS[@]}" "${SERVICE_PARTS[@]}" "${CUSTOMER_PARTS[@]}")

is_part() {
  local part
  for part in "${ALL_PARTS[@]}"; do [[ $part == "$1" ]] && return; done
  return 1
}

# probe_port SERVICE: the port of its health and internal API.
probe_port() { echo $((PROBE_PORTS[$1] + OFFSET)); }
probe_url() { echo "http://$HOST:$(probe_port "$1")"; }

is_service() { [[ -n ${HEAPS[$1]:-} ]]; }

# Sets COMMAND to what runs a part.
part_command() {
  case $1 in
    postgres) postgres_command ;;
    redis) COMMAND=("$ENGINES/bin/redis-server" "$CONF/redis.conf") ;;
    kafka) kafka_command ;;
    prometheus-*) prometheus_command "$1" --web.enable-remote-write-receiver ;;
    customer-*) prometheus_command "$1" --storage.remote.flush-deadline=5s ;;
    alertmanager)
      COMMAND=("$ENGINES/bin/alertmanager" --config.file="$CONF/alertmanager.yml" --web.config.file="$CONF/alertmanager-web.yml"
        --web.listen-address="$HOST:$(port alertmanager)" --storage.path="$DATA/alertmanager" --cluster.listen-address=)
      ;;
    recorder) COMMAND=("$JAVA_HOME/bin/java" -Xmx24m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --source 25 "$ROOT/deploy/local/Recorder" "$(port recorder)") ;;
    node-exporter)
      COMMAND=("$ENGINES/bin/node_exporter" --web.config.file="$CONF/node-exporter-web.yml" --log.level=warn
        --web.listen-address="$HOST:$(port node-exporter)" --collector.disable-defaults
        --collector.cpu --collector.meminfo --collector.loadavg --collector.filesystem --collector.netdev --collector.uname)
      ;;
    *) service_command "$1" ;;
  esac
}

prometheus_command() {
  local name=$1; shift
  COMMAND=("$ENGINES/bin/prometheus" --config.file="$CONF/$name.yml" --web.config.file="$CONF/$name-web.yml"
    --web.listen-address="$HOST:$(port "$name")" --storage.tsdb.path="$DATA/$name" --storage.tsdb.retention.time=2d
    --enable-feature=exemplar-storage --log.level=warn "$@")
}

# Whether a part answers.
part_ready() {
  case $1 in
    postgres) [[ $(sed -n 8p "$POSTGRES_DATA/postmaster.pid" 2>/dev/null) == ready* ]] ;;
    redis) redis_answers ;;
    kafka | node-exporter | recorder) port_answers "$(port "$1")" ;;
    prometheus-* | customer-* | alertmanager) engine_curl "$1" "$(url "$1")/-/ready" >/dev/null 2>&1 ;;
    *) curl -fsS -m 3 "$(probe_url "$1")/q/health/ready" >/dev/null 2>&1 ;;
  esac
}

port_answers() { (exec 3<>"/dev/tcp/$HOST/$1") 2>/dev/null; }

redis_answers() {
  local answer
  exec {redis_socket}<>"/dev/tcp/$HOST/$(port redis)" || return 1
  printf 'AUTH %s\r\nPING\r\n' "$(secret redis)" >&"$redis_socket"
  read -r -t 2 answer <&"$redis_socket" && read -r -t 2 answer <&"$redis_socket"
  exec {redis_socket}>&-
  [[ ${answer:-} == +PONG* ]]
} 2>/dev/null

# engine_curl PART ARGS...: curl with that engine's credentials, which never show in a process list.
engine_curl() {
  local name=$1; shift
  curl -fsS -m 5 -K <(printf 'user = "pharos:%s"\n' "$(secret "$name")") "$@"
}
