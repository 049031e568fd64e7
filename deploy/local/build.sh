# shellcheck shell=bash
# Builds the services, or finds that they are built: .pharos/apps/<hash of the sources>/<service> holds each
# one's runnable folder, apart from Maven's target/, so that a build never pulls files from under a running suite.

readonly PACKAGE_FLAGS=(-Dquarkus.package.jar.aot.enabled=true)

# Everything that the runnable folders are made from: sources without tests, build files, the JDK.
sources_hash() {
  (
    cd "$ROOT" || exit
    find pom.xml .mvn build libs "${SERVICE_PARTS[@]}" -type f \
      \( -path '*/src/main/*' -o -name pom.xml -o -path '.mvn/*' \) -not -path '*/target/*' -print0 \
      | LC_ALL=C sort -z | xargs -0 sha256sum
    cat "$JAVA_HOME/release"
    echo "${PACKAGE_FLAGS[*]}"
  ) | sha256sum | cut -c1-16
}

# Sets APP_HOME to this checkout's runnable folders, and makes them when the sources changed.
ensure_built() {
  APP_HOME=$APPS/$(sources_hash)
  [[ -e $APP_HOME/.complete ]] && return
  mkdir -p "$APPS"
  exec {build_lock}>"$APPS/.lock"
  flock -n "$build_lock" || { say 'waiting for another build in this checkout'; flock "$build_lock"; }
  if [[ ! -e $APP_HOME/.complete ]]; then
    say 'building the services (only when sources changed)'
    run_build "$APPS/build.log" -DskipTests -Dspotless.check.skip=true package -pl "$(IFS=,; echo "${SERVICE_PARTS[*]}")" -am
    keep_apps
  fi
  exec {build_lock}>&-
}

# run_build LOG ARGS...: Maven with one line a module on the terminal and everything in the log.
run_build() {
  local log=$1; shift
  maven "${PACKAGE_FLAGS[@]}" "$@" 2>&1 | tee "$log" \
    | sed -un 's/^\[INFO\] Building \(Pharos.*[^ ]\)  *0\.1\.0-SNAPSHOT.*/       \1/p' \
    || die "the build failed, see $log: $(grep -m1 '^\[ERROR\]' "$log" || echo 'no error line')"
}

# Copies what Maven made to the folder of these sources, and forgets all but the last three that nothing runs from.
keep_apps() {
  local name folder
  rm -rf "$APP_HOME" && mkdir -p "$APP_HOME"
  for name in "${SERVICE_PARTS[@]}"; do
    [[ -f $ROOT/$name/target/quarkus-app/quarkus-run.jar ]] || die "the build made no $name/target/quarkus-app, see $APPS/build.log"
    cp -a "$ROOT/$name/target/quarkus-app" "$APP_HOME/$name"
  done
  touch "$APP_HOME/.complete"
  for folder in $(find "$APPS" -mindepth 1 -maxdepth 1 -type d -printf '%T@ %p\n' | sort -rn | tail -n +4 | cut -d' ' -f2-); do
    grep -qsF "$folder/" /proc/[0-9]*/cmdline || rm -rf "$folder"
  done
}

# The JVM's flags for a service. The heap is set on purpose, the rest keeps a small service small.
service_command() {
  local app=$APP_HOME/$1 cache=()
  if [[ -s $app/app.aot ]]; then
    cache=(-XX:AOTCache="$app/app.aot")
  elif [[ -e $RUN/$1.train ]]; then
    cache=(-XX:AOTCacheOutput="$app/app.aot.$OFFSET" -Xlog:aot=error)
  fi
  # shellcheck disable=SC2016  # for the inner shell
  COMMAND=(bash -c 'unset "${!PHAROS_@}"; set -a && . "$1" && shift && exec "$@"' "$1" "$RUN/$1.env"
    "$JAVA_HOME/bin/java" "-Xmx${HEAPS[$1]}m" -Xss512k -XX:+UseSerialGC -XX:ReservedCodeCacheSize=64m
    -XX:MaxDirectMemorySize=96m -XX:+ExitOnOutOfMemoryError --enable-native-access=ALL-UNNAMED
    --sun-misc-unsafe-memory-access=allow "${cache[@]}" -jar "$app/quarkus-run.jar")
}
