# shellcheck shell=bash
# Trains the JDK's AOT caches, once for each build: each service's first run records what it loads and
# compiles while the suite really works, and writes its cache when it is asked to stop.

# Marks the services that still lack a cache, before their first start; one that runs keeps its mark.
mark_training() {
  local name
  for name in "${SERVICE_PARTS[@]}"; do
    alive "$name" && continue
    rm -f "$RUN/$name.train"
    [[ -s $APP_HOME/$name/app.aot || -e $APP_HOME/$name/untrainable ]] || : >"$RUN/$name.train"
  done
}

# Restarts each marked service, so that it leaves its cache and comes back with it.
finish_training() {
  local name
  for name in "${SERVICE_PARTS[@]}"; do
    [[ -e $RUN/$name.train ]] || continue
    say "training the AOT cache of $name (once for each build)"
    unwant "$name"
    ask_to_stop "$name"
    STOP_LIMIT=120 await_stop "$name"
    keep_cache "$name"
    rm -f "$RUN/$name.train"
    want "$name"
    await_ready "$name"
  done
}

keep_cache() {
  local app=$APP_HOME/$1
  if [[ -s $app/app.aot.$OFFSET ]]; then
    mv "$app/app.aot.$OFFSET" "$app/app.aot"
  else
    touch "$app/untrainable"
    warn "$1 left no AOT cache and will start a little slower, see $LOGS/$1.log"
  fi
}
