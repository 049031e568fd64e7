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

# Restarts the marked services, so that they leave their caches and come back with them: as many at once as there
# are processors, since writing one keeps a processor busy.
finish_training() {
  local marked=() some name at
  for name in "${SERVICE_PARTS[@]}"; do
    [[ ! -e $RUN/$name.train ]] || marked+=("$name")
  done
  for ((at = 0; at < ${#marked[@]}; at += $(nproc))); do
    some=("${marked[@]:at:$(nproc)}")
    say "training the AOT cache of ${some[*]} (once for each build)"
    unwant "${some[@]}"
    STOP_LIMIT=120 stop_parts "${some[@]}"
    for name in "${some[@]}"; do
      keep_cache "$name"
      rm -f "$RUN/$name.train"
    done
    want "${some[@]}"
    await_ready "${some[@]}"
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
