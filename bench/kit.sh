# shellcheck shell=bash
# What benchmark programs share: processes that end with the benchmark, CPU time by /proc, rows as table and JSON.
# A program in bash sources it; one in another language needs only the environment variables that README.md lists.
set -euo pipefail
# Numbers with a point everywhere.
export LC_ALL=C

declare -A STARTED_AS=()

# start NAME COMMAND...: starts a process in a group of its own, with its log in the working folder.
start() {
  local name=$1; shift
  setsid "$@" </dev/null >"$BENCH_WORK/$name.log" 2>&1 &
  STARTED_AS[$name]=$!
}

# stop NAME...: ends those processes, and waits for them.
stop() {
  local name
  for name in "$@"; do
    [[ -n ${STARTED_AS[$name]:-} ]] || continue
    kill -TERM -- "-${STARTED_AS[$name]}" 2>/dev/null || true
    timeout 20 tail --pid="${STARTED_AS[$name]}" -f /dev/null || {
      kill -KILL -- "-${STARTED_AS[$name]}" 2>/dev/null || true
      tail --pid="${STARTED_AS[$name]}" -f /dev/null
    }
    unset "STARTED_AS[$name]"
  done
}
trap 'stop "${!STARTED_AS[@]}"' EXIT
trap 'exit 130' INT TERM

# await NAME URL: waits until it answers with a 2xx, for a minute.
await() {
  local deadline=$((SECONDS + 60))
  until curl -fsS -m 2 -o "$BENCH_WORK/await" "${@:3}" "$2" 2>/dev/null; do
    kill -0 "${STARTED_AS[$1]}" 2>/dev/null || fail "$1 ended, see $BENCH_WORK/$1.log: $(tail -n 3 "$BENCH_WORK/$1.log")"
    ((SECONDS < deadline)) || fail "$1 does not answer at $2, see $BENCH_WORK/$1.log"
    sleep 0.1
  done
}

fail() { echo "bench: $*" >&2; exit 1; }

# cpu_us NAME: the CPU time that a started process and its children have used, in microseconds; ticks are 10 ms.
cpu_us() {
  local pid stat ticks=0
  local -a fields
  for pid in $(pgrep -g "${STARTED_AS[$1]}"); do
    { read -r stat <"/proc/$pid/stat"; } 2>/dev/null || continue
    read -r -a fields <<<"${stat##*) }"
    ticks=$((ticks + fields[11] + fields[12]))
  done
  echo $((ticks * 1000000 / $(getconf CLK_TCK)))
}

# rss_kb NAME: its resident memory and its children's.
rss_kb() {
  local pid total=0
  for pid in $(pgrep -g "${STARTED_AS[$1]}"); do
    total=$((total + $(awk '/^VmRSS/{print $2}' "/proc/$pid/status" 2>/dev/null || echo 0)))
  done
  echo "$total"
}

# row COLUMN=VALUE...: one line of the result. Every row has the same columns.
row() {
  [[ -s $BENCH_WORK/rows ]] || (IFS=$'\t'; echo "${*%%=*}") >"$BENCH_WORK/rows"
  (IFS=$'\t'; echo "${*#*=}") >>"$BENCH_WORK/rows"
}

# table [FILE]: prints the rows, numbers to the right.
table() {
  awk -F '\t' '
    { for (i = 1; i <= NF; i++) { cell[NR, i] = $i; if (length($i) > width[i]) width[i] = length($i) } columns = NF }
    END {
      for (r = 1; r <= NR; r++) {
        line = ""
        for (i = 1; i <= columns; i++)
          line = line sprintf((cell[2, i] ~ /^-?[0-9.]+$/ ? "%" : "%-") width[i] "s  ", cell[r, i])
        sub(/ +$/, "", line); print line
      }
    }' "${1:-$BENCH_WORK/rows}"
}

# keep NOTE: writes the rows to the result, with what they were measured on.
keep() {
  awk -F '\t' -v note="$1" -v cores="$(nproc)" -v at="$(date -u +%FT%TZ)" \
    -v cpu="$(awk -F ': ' '/model name/{print $2; exit}' /proc/cpuinfo)" '
    function text(value) { gsub(/\\/, "\\\\", value); gsub(/"/, "\\\"", value); return "\"" value "\"" }
    function json(value) { return value ~ /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/ ? value : text(value) }
    BEGIN { printf("{\n  \"at\": %s,\n  \"cores\": %s,\n  \"cpu\": %s,\n", text(at), cores, text(cpu)); printf("  \"note\": %s,\n  \"results\": [", text(note)) }
    NR == 1 { columns = split($0, name); next }
    {
      printf("%s\n    {", (NR > 2 ? "," : ""))
      for (i = 1; i <= columns; i++) printf("%s%s: %s", (i > 1 ? ", " : ""), text(name[i]), json($i))
      printf "}"
    }
    END { print "\n  ]\n}" }' "$BENCH_WORK/rows" >"$BENCH_RESULT.tmp"
  mv "$BENCH_RESULT.tmp" "$BENCH_RESULT"
}

# median: of numbers on standard input, a line each.
median() { sort -n | awk '{ v[NR] = $1 } END { if (NR) print NR % 2 ? v[(NR + 1) / 2] : (v[NR / 2] + v[NR / 2 + 1]) / 2 }'; }
