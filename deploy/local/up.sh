# shellcheck shell=bash
# up, down, start, stop: the life of the suite.

command_up() {
  local detach=false
  case ${1:-} in
    '') ;;
    --detach | -d) detach=true ;;
    *) misuse "up knows --detach only, not '$1'" ;;
  esac
  need curl 'asks the parts whether they are ready'
  need flock 'keeps two launchers apart; part of util-linux'
  find_jdk
  mkdir -p "$RUN" "$LOGS" "$DATA" "$CONF"
  fetch_engines
  choose_postgres_user
  if ! alive supervisor; then STARTED_HERE=true; fi
  # One `up` at a time on a state folder; parts do not inherit the lock.
  exec {up_lock}>"$RUN/.up"
  flock -n "$up_lock" || die "another ./pharos up is at work on $STATE"
  keep_offset
  # Whatever ends this command before the suite is ready also ends what it started.
  trap 'abandon' EXIT
  trap 'exit 130' INT TERM
  bring_up
  trap - EXIT
  exec {up_lock}>&-
  print_addresses
  $detach || stay
}

STARTED_HERE=false

# One state folder has one suite, on one set of ports.
keep_offset() {
  local kept
  kept=$(cat "$RUN/offset" 2>/dev/null || echo "$OFFSET")
  if ((kept != OFFSET)) && alive supervisor; then
    die "the suite runs with PHAROS_PORT_OFFSET=$kept: ./pharos down, then up with $OFFSET"
  fi
  echo "$OFFSET" >"$RUN/offset"
}

bring_up() {
  if is_up; then
    good 'the suite is up already'
    [[ $(cat "$RUN/app-home") == "$APPS/$(sources_hash)" ]] || warn 'the sources changed since it started: ./pharos down, then up'
    return
  fi
  ensure_built
  echo "$APP_HOME" >"$RUN/app-home"
  check_ports
  prepare
  ensure_supervisor
  say 'starting the engines'
  want "${ENGINE_PARTS[@]}"
  await_ready "${ENGINE_PARTS[@]}"
  say 'starting the services'
  want "${SERVICE_PARTS[@]}"
  await_ready tenant-router
  say 'seeding engines, tenants and clients'
  seed_directory
  await_ready "${SERVICE_PARTS[@]}"
  await_tenants
  say "seeding the mall's rules"
  seed_rules
  say "starting the customers' Prometheus servers"
  want "${CUSTOMER_PARTS[@]}"
  await_ready "${CUSTOMER_PARTS[@]}"
  finish_training
  : >"$RUN/up"
  good "ready after $SECONDS s"
}

is_up() {
  local part
  [[ -e $RUN/up ]] && alive supervisor || return 1
  for part in "${ALL_PARTS[@]}"; do wanted "$part" || return 1; done
}

prepare() {
  make_secrets
  write_engine_conf
  write_service_env
  mark_training
  rm -f "$RUN"/*.failures
  alive postgres || prepare_postgres
  alive kafka || prepare_kafka
}

# Ends with one line when something else sits on a port of a part that we have not started yet.
check_ports() {
  local part
  for part in "${ALL_PARTS[@]}"; do
    if ! alive "$part" && port_answers "$(port "$part")"; then
      die "port $(port "$part") of $part is in use$(port_holder "$(port "$part")"): free it, or move the suite with PHAROS_PORT_OFFSET=1000"
    fi
  done
}

port_holder() {
  command -v ss >/dev/null || return 0
  ss -Hltnp "sport = :$1" 2>/dev/null | sed -n 's/.*users:((\("[^"]*"\),pid=\([0-9]*\).*/ by \1 (pid \2)/p' | head -n 1
}

# Waits until the parts answer, says when each does, and ends when one keeps dying.
await_ready() {
  local part waiting=("$@") still deadline=$((SECONDS + 180))
  while ((${#waiting[@]})); do
    still=()
    for part in "${waiting[@]}"; do
      if alive "$part" && part_ready "$part"; then
        say "  $part is ready"
        continue
      fi
      still+=("$part")
      [[ $(cat "$RUN/$part.failures" 2>/dev/null || echo 0) -lt 3 ]] || die "$part keeps dying, see $LOGS/$part.log: $(last_words "$part")"
      alive supervisor || die "the supervisor died, see $LOGS/supervisor.log"
    done
    waiting=("${still[@]}")
    ((SECONDS < deadline)) || die "${waiting[*]} not ready after 180 s, see $LOGS/${waiting[0]}.log: $(last_words "${waiting[0]}")"
    ((${#waiting[@]} == 0)) || pause 0.3
  done
}

# Waits until reads and writes of every tenant come through: services pull the directory each few seconds.
await_tenants() {
  local row tenant token deadline=$((SECONDS + 60))
  for row in "${TENANTS[@]}"; do
    tenant=${row%%|*}
    token=$(issue_token "$tenant-admin")
    until tenant_served "$tenant" "$token"; do
      ((SECONDS < deadline)) || die "$tenant is not served (HTTP $STATUS): $BODY"
      pause 0.5
    done
  done
}

# Rules, a query of nothing, and a write of nothing: one zero byte is an empty message in snappy.
tenant_served() {
  api "$2" GET /prometheus/config/v1/rules '' -H "X-Tenant-ID: $1"
  [[ $STATUS == 200 ]] || return 1
  api "$2" GET /prometheus/api/v1/query '' -G -H "X-Tenant-ID: $1" --data-urlencode 'query=vector(1)'
  [[ $STATUS == 200 ]] || return 1
  api "$2" POST /api/v1/write '' -H "X-Tenant-ID: $1" -H 'Content-Type: application/x-protobuf' \
    -H 'Content-Encoding: snappy' --data-binary "@$ROOT/deploy/local/conf/empty.snappy"
  [[ $STATUS != 404 && $STATUS -lt 500 ]]
}

# The last line of a log that tells of an error, or simply the last.
last_words() {
  local line
  line=$(grep -E 'ERROR|FATAL|Caused by|err=|[Ee]rror:' "$LOGS/$1.log" 2>/dev/null | tail -n 1)
  cut -c1-300 <<<"${line:-$(tail -n 1 "$LOGS/$1.log" 2>/dev/null)}"
}

abandon() {
  local status=$?
  trap - EXIT INT TERM
  if ((status != 0)) && $STARTED_HERE; then
    warn 'stopping what was started'
    bring_down
  fi
  exit "$status"
}

# Foreground `up`: shows what the supervisor reports until Ctrl-C.
stay() {
  local follower
  say 'Ctrl-C stops everything; ./pharos up --detach would return here'
  tail -n 0 -F "$LOGS/pharos.log" 2>/dev/null &
  follower=$!
  trap 'kill "$follower" 2>/dev/null; bring_down; exit 0' INT TERM
  while alive supervisor; do pause 1; done
  kill "$follower" 2>/dev/null || true
  say 'the suite was stopped'
}

command_down() {
  case ${1:-} in
    '' | --wipe) ;;
    *) misuse "down knows --wipe only, not '$1'" ;;
  esac
  choose_postgres_user
  bring_down
  if [[ ${1:-} == --wipe ]]; then
    [[ $POSTGRES_DATA == "$DATA"/* ]] || rm -rf "${POSTGRES_DATA%/data}"
    rm -rf "$RUN" "$DATA" "$CONF" "$SECRETS" "$LOGS"
    good 'data, secrets and logs are wiped; engines and builds are kept'
  fi
}

# In the order of need: writers before what they write to.
bring_down() {
  rm -f "$RUN/up" "$RUN"/*.want
  stop_parts supervisor
  stop_parts "${CUSTOMER_PARTS[@]}"
  stop_parts "${SERVICE_PARTS[@]}"
  stop_parts "${ENGINE_PARTS[@]}"
  rm -f "$RUN/offset"
  good 'everything is stopped'
}

command_start() {
  is_part "${1:-}" || misuse "start needs a part: ${ALL_PARTS[*]}"
  alive supervisor || die 'the suite is not up: ./pharos up'
  want "$1"
  await_ready "$1"
}

command_stop() {
  is_part "${1:-}" || misuse "stop needs a part: ${ALL_PARTS[*]}"
  unwant "$1"
  stop_parts "$1"
  say "$1 is stopped; ./pharos start $1 brings it back"
}
