# shellcheck shell=bash
# test, soak and manifests: what checks and what the build leaves behind.

# All tests: engines first, then every module, then the suite as processes; a summary at the end.
command_test() {
  (($# == 0)) || misuse "test takes nothing, not '$1'"
  need curl 'talks to the suite'
  find_jdk
  mkdir -p "$LOGS" "$APPS"
  fetch_engines
  export PHAROS_ENGINES=$ENGINES
  find "$ROOT" -path '*/target/surefire-reports' -prune -exec rm -rf {} +
  local failed=0
  # Two modules at a time: most of a module's minutes are waits, for engines, evaluations and outages.
  run_tests "$LOGS/test.log" -T 2 -pl '!e2e' || failed=1
  if ((failed == 0)); then
    APP_HOME=$APPS/$(sources_hash)
    [[ -e $APP_HOME/.complete ]] || keep_apps
    check_native &
    run_tests "$LOGS/e2e.log" -pl e2e || failed=1
    wait "$!" || failed=1
  fi
  summarise "$failed"
}

# Failures of tests do not stop Maven, so that one run tells them all; the reports decide.
run_tests() {
  local log=$1; shift
  say "running tests: mvn verify $* (log: $log)"
  maven "${PACKAGE_FLAGS[@]}" -Dmaven.test.failure.ignore=true verify "$@" 2>&1 | tee "$log" \
    | sed -un -e 's/^\[INFO\] Building \(Pharos.*[^ ]\)  *0\.1\.0-SNAPSHOT.*/       \1/p' \
      -e '/^\[ERROR\] Tests run:.*FAILURE/p' -e '/^\[ERROR\] .*BUILD/p'
  [[ ${PIPESTATUS[0]} == 0 ]] || { warn "Maven failed, see $log: $(grep -m1 '^\[ERROR\]' "$log")"; return 1; }
}

# A native executable could be made of each service: everything but GraalVM's own run is done.
check_native() {
  local log=$LOGS/native.log
  # It takes the processor only while the tests beside it wait.
  renice -n 19 -p "$BASHPID" >/dev/null
  say "checking that every service is native-compilable (log: $log)"
  maven -Pnative -Dquarkus.native.sources-only=true -DskipTests -Dspotless.check.skip=true package \
    -pl "$(IFS=,; echo "${SERVICE_PARTS[*]}")" -am >"$log" 2>&1 \
    || { warn "not native-compilable, see $log: $(grep -m1 '^\[ERROR\]' "$log")"; return 1; }
}

# Counts from the reports, the skipped tests by name with their reasons, and one plain last line.
summarise() {
  local reports=() status=0
  mapfile -t reports < <(find "$ROOT" -path '*/target/surefire-reports/TEST-*.xml' | sort)
  echo
  ((${#reports[@]})) || { echo '0 passed, 1 failed, 0 skipped'; return 1; }
  awk -v root="$ROOT/" -v broken="$1" -f "$ROOT/deploy/local/summary.awk" "${reports[@]}" || status=1
  return "$status"
}

# A long check: a test class whose name ends in Soak, of the whole suite in e2e, of one module in that module.
command_soak() {
  local name=${1:-} classes module
  classes=$(find "$ROOT" -path '*/src/test/*' -name '*Soak.java' -printf '%f\n' | sed 's/Soak\.java$//' | sort)
  [[ -n $name ]] || misuse "soak needs a name: $(soak_names <<<"$classes")"
  soak_names <<<"$classes" | grep -qw -- "$name" || misuse "no soak '$name': $(soak_names <<<"$classes")"
  find_jdk
  fetch_engines
  # vmagent is one of them.
  [[ $name != senders ]] || fetch_peers
  export PHAROS_ENGINES=$ENGINES
  module=$(find "$ROOT" -path '*/src/test/*' -name "$(soak_class "$name").java" | sed "s|^$ROOT/||; s|/src/test/.*||")
  [[ $module != e2e ]] || ensure_built
  mkdir -p "$LOGS" "$ROOT/docs/evidence"
  say "soak $name: the log is $LOGS/soak-$name.log, the result docs/evidence/$name.json"
  local also=()
  [[ $module == e2e ]] || also=(-am -Dsurefire.failIfNoSpecifiedTests=false)
  maven "-Dtest=$(soak_class "$name")" verify -pl "$module" "${also[@]}" >"$LOGS/soak-$name.log" 2>&1 \
    || die "the soak $name failed, see $LOGS/soak-$name.log"
  cat "$ROOT/docs/evidence/$name.json"
}

# TokenLives -> token-lives, and back to TokenLivesSoak.
soak_names() { sed 's/\([a-z0-9]\)\([A-Z]\)/\1-\2/g' | tr '[:upper:]\n' '[:lower:] '; }
soak_class() { sed -r 's/(^|-)([a-z])/\U\2/g; s/$/Soak/' <<<"$1"; }

# Each service's manifests as its build made them, by service under deploy/kubernetes/base.
command_manifests() {
  local name made
  (($# == 0)) || misuse "manifests takes nothing, not '$1'"
  find_jdk
  mkdir -p "$APPS" "$ROOT/deploy/kubernetes/base"
  run_build "$APPS/build.log" -DskipTests package -pl "$(IFS=,; echo "${SERVICE_PARTS[*]}")" -am
  for name in "${SERVICE_PARTS[@]}"; do
    made=$ROOT/$name/target/kubernetes/kubernetes.yml
    [[ -s $made ]] || die "the build made no $made: does $name use quarkus-kubernetes?"
    cp "$made" "$ROOT/deploy/kubernetes/base/$name.yml"
    good "deploy/kubernetes/base/$name.yml"
  done
}
