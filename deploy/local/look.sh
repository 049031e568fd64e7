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

# Proportional set size in MiB of a part and its workers; it counts shared pages once.
memory_of() {
  [[ -n $1 ]] || { echo -; return; }
  with_children "$1" | sed 's|.*|/proc/&/smaps_rollup|' | xargs -r cat 2>/dev/null \
    | awk '/^Pss:/ {kib += $2} END {printf "%dM\n", kib / 1024}'
}

# A process and its children; in stat the command's name, which may hold anything, stands before the last ")".
with_children() {
  cat /proc/[0-9]*/stat 2>/dev/null | awk -v parent="$1" '{pid = $1; sub(/.*\) /, "")} pid == parent || $2 == parent {print pid}'
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
