# shellcheck shell=bash
# status and logs: what the suite is doing.

command_status() {
  local part state problems=0
  choose_postgres_user
  printf '%s%-20s %-10s %-8s %-7s %-8s %s%s\n' "$BOLD" PART STATE PID PORT MEMORY RESTARTS "$PLAIN"
  for part in "${ALL_PARTS[@]}"; do
    state=stopped
    if alive "$part"; then
      if part_ready "$part"; then state=ready; else state=waiting; fi
    elif wanted "$part"; then
      state=dead
    fi
    [[ $state == ready ]] || problems=$((problems + 1))
    printf '%-20s %-10s %-8s %-7s %-8s %s\n' "$part" "$state" "${PID:--}" "$(port "$part")" "$(memory_of "$PID")" \
      "$(cat "$RUN/$part.failures" 2>/dev/null || echo 0)"
  done
  alive supervisor || { warn 'no supervisor runs: ./pharos up'; problems=$((problems + 1)); }
  ((problems == 0))
}

# Proportional set size in MiB, which counts shared pages once over all processes of a part's group.
memory_of() {
  local pid total=0 kib
  [[ -n $1 ]] || { echo -; return; }
  for pid in $(pgrep -g "$1" 2>/dev/null || echo "$1"); do
    kib=$(awk '/^Pss:/{print $2}' "/proc/$pid/smaps_rollup" 2>/dev/null || true)
    total=$((total + ${kib:-0}))
  done
  echo "$((total / 1024))M"
}

command_logs() {
  local part=${1:-pharos}
  [[ $part == pharos || $part == supervisor ]] || is_part "$part" || misuse "logs takes a part: ${ALL_PARTS[*]}"
  [[ -e $LOGS/$part.log ]] || die "no log of $part yet: ./pharos up"
  tail -n 100 -F "$LOGS/$part.log"
}

print_addresses() {
  cat <<TEXT

${BOLD}Pharos is up.${PLAIN}
  front door       $(url tenant-router)
  demo mall        $(url demo-mall)
  TSDB shared      $(url prometheus-shared)    TSDB globex  $(url prometheus-globex)
  Alertmanager     $(url alertmanager)
  logs, state      $LOGS, ./pharos status

Next:
  ./pharos query acme 'sum(rate(mall_order_created_total[1m]))'
  ./pharos token acme --role dev
  ./pharos down
TEXT
}
