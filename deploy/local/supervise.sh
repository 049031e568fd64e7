# shellcheck shell=bash
# The supervisor: one loop that keeps every wanted part running. A part is wanted while run/<name>.want exists,
# so `up`, `start`, `stop` and `down` only make and remove files, and a supervisor that is killed is replaced
# by the next one, which finds wants and processes as they are.

want() { local name; for name in "$@"; do : >"$RUN/$name.want"; done; }
unwant() { local name; for name in "$@"; do rm -f "$RUN/$name.want"; done; }
wanted() { [[ -e $RUN/$1.want ]]; }

event() { printf '%(%Y-%m-%d %H:%M:%S)T  %s\n' -1 "$*" >>"$LOGS/pharos.log"; }

# Starts the supervisor unless it runs.
ensure_supervisor() {
  mkdir -p "$RUN" "$LOGS"
  exec {supervisor_lock}>"$RUN/.lock"
  flock "$supervisor_lock"
  alive supervisor || launch supervisor "$ROOT/pharos" supervise-forever
  until alive supervisor; do pause 0.05; done
  exec {supervisor_lock}>&-
}

# Runs until `down` ends it.
supervise_forever() {
  declare -A failures=() restart_at=() started_at=()
  local name APP_HOME
  APP_HOME=$(<"$RUN/app-home")
  trap 'exit 0' TERM
  trap '' INT HUP
  event 'supervisor started'
  while :; do
    for name in "${ALL_PARTS[@]}"; do
      if wanted "$name"; then
        keep_running "$name"
      else
        unset "started_at[$name]" "restart_at[$name]" "failures[$name]"
      fi
    done
    ((SECONDS % 60)) || keep_logs_small
    pause 0.5
  done
}

# Every part appends, so a log can be cut while it is written.
keep_logs_small() {
  local name log
  for name in "${ALL_PARTS[@]}"; do
    log=$LOGS/$name.log
    if large "$log"; then cp "$log" "$log.1" && : >"$log"; fi
  done
}

keep_running() {
  local name=$1
  if alive "$name"; then
    # A minute of life forgives the failures before it.
    if [[ -n ${started_at[$name]:-} ]] && ((SECONDS - started_at[$name] > 60)); then failures[$name]=0; fi
    return 0
  fi
  if [[ -n ${started_at[$name]:-} && -z ${restart_at[$name]:-} ]]; then
    report_death "$name"
  fi
  ((SECONDS >= ${restart_at[$name]:-0})) || return 0
  unset "restart_at[$name]"
  started_at[$name]=$SECONDS
  start_part "$name"
}

# Plans the restart of a dead part: after 1, 2, 4 ... 30 seconds.
report_death() {
  local name=$1 delay
  failures[$name]=$((${failures[$name]:-0} + 1))
  delay=$((1 << (failures[$name] - 1 > 5 ? 5 : failures[$name] - 1)))
  ((delay <= 30)) || delay=30
  restart_at[$name]=$((SECONDS + delay))
  echo "${failures[$name]}" >"$RUN/$name.failures"
  event "$name died (failure ${failures[$name]}), restarts in ${delay} s: see $LOGS/$name.log"
}

start_part() {
  local COMMAND=()
  end_orphans "$1"
  part_command "$1"
  launch "$1" "${COMMAND[@]}"
  event "$1 started"
}
