# shellcheck shell=bash
# bench: side-by-side benchmarks. One by JMH is a package under io.pharos.bench; any other is a program, bench/<name>/run.

# What benchmarks are measured with and against, fetched as the engines are: command|Debian package|path inside it
readonly PEER_COMMANDS=(
  'wrk|wrk|usr/bin/wrk'
  'nginx|nginx|usr/sbin/nginx'
  'vmauth|victoria-metrics|usr/bin/vmauth'
  'vmagent|victoria-metrics|usr/bin/vmagent'
  'vmalert|victoria-metrics|usr/bin/vmalert'
  'victoria-metrics|victoria-metrics|usr/bin/victoria-metrics'
)
readonly PEERS=$ENGINES/peers

command_bench() {
  local name=${1:-} jmh programs
  jmh=$(find "$ROOT/bench/src/jmh/java/io/pharos/bench" -mindepth 1 -maxdepth 1 -type d -printf '%f\n' | sort)
  programs=$(find "$ROOT/bench" -mindepth 2 -maxdepth 2 -name run -type f -printf '%h\n' | sed 's|.*/||' | sort)
  [[ -z $name ]] || grep -qx -- "$name" <<<"$jmh"$'\n'"$programs" || misuse "no benchmark '$name': $(xargs <<<"$jmh $programs")"
  find_jdk
  fetch_engines
  mkdir -p "$APPS" "$LOGS" "$ROOT/bench/results"
  for name in ${name:-$jmh $programs}; do
    say "benchmark $name"
    if grep -qx -- "$name" <<<"$jmh"; then bench_jmh "$name"; else bench_program "$name" "${@:2}"; fi \
      || die "the benchmark $name failed"
  done
}

# JMH prints the table and writes the JSON.
bench_jmh() {
  run_build "$APPS/bench-build.log" -DskipTests -Dspotless.check.skip=true package -pl bench -am
  "$JAVA_HOME/bin/java" -jar "$ROOT"/bench/target/pharos-bench-*.jar -prof gc -rf json \
    -rff "$ROOT/bench/results/$1.json" "io\\.pharos\\.bench\\.$1\\."
}

# A program gets the built services, its peers and an empty folder of its own by environment variables, which
# bench/README.md lists; it prints its table and writes its JSON. Its output is kept as a log, too.
bench_program() {
  local name=$1 work=$STATE/bench/$1; shift
  ensure_built
  [[ ! -s $ROOT/bench/$name/peers ]] || fetch_peers
  rm -rf "$work" && mkdir -p "$work"
  BENCH_ROOT=$ROOT BENCH_APPS=$APP_HOME BENCH_ENGINES=$ENGINES/bin BENCH_PEERS=$PEERS/bin BENCH_WORK=$work \
    BENCH_RESULT=$ROOT/bench/results/$name.json BENCH_PORT=$((24000 + OFFSET)) \
    "$ROOT/bench/$name/run" "$@" 2>&1 | tee "$LOGS/bench-$name.log"
  return "${PIPESTATUS[0]}"
}

# All peers, once: they come in few packages.
fetch_peers() {
  local row name packages path wanted=() stamp
  stamp=$(printf '%s\n' "${PEER_COMMANDS[@]}" | sha256sum)
  [[ $(cat "$PEERS/.stamp" 2>/dev/null) != "$stamp" ]] || return 0
  exec {peers_lock}>"$ENGINES/.lock"
  flock "$peers_lock"
  for row in "${PEER_COMMANDS[@]}"; do
    IFS='|' read -r name packages path <<<"$row"
    [[ -n $(own_engine "$name") ]] || wanted+=("$packages")
  done
  if ((${#wanted[@]})) && command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
    unpack_debian_packages "$PEERS/root" "${wanted[@]}"
  fi
  mkdir -p "$PEERS/bin"
  for row in "${PEER_COMMANDS[@]}"; do
    IFS='|' read -r name packages path <<<"$row"
    wrap_command "$PEERS/bin" "$PEERS/root" "$name" "$packages" "$path"
  done
  refuse_missing_commands
  echo "$stamp" >"$PEERS/.stamp"
  exec {peers_lock}>&-
}
