# shellcheck shell=bash
# Processes by record: run/<name>.pid holds "pid start-time", so that a pid that another process got later
# is never taken for ours. Every part leads a process group of its own.

# Sets STARTED to a process's start time in clock ticks, empty when it is gone or a zombie.
process_started() {
  local stat
  STARTED=''
  { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
  # Fields after the command's name, which may hold anything: 1 is the state, 20 the start time.
  local -a fields
  read -r -a fields <<<"${stat##*) }"
  [[ ${fields[0]} != Z ]] || return 1
  STARTED=${fields[19]}
}

# Whether the recorded process runs; sets PID.
alive() {
  local started
  PID=''
  { read -r PID started <"$RUN/$1.pid"; } 2>/dev/null || return 1
  process_started "$PID" && [[ $STARTED == "$started" ]]
}

# Ends what a dead part left of its group, such as PostgreSQL's workers. With its leader gone the group is ours.
end_orphans() {
  local pid
  { read -r pid _ <"$RUN/$1.pid"; } 2>/dev/null || return 0
  process_started "$pid" || kill -KILL -- "-$pid" 2>/dev/null || true
}

# launch NAME COMMAND...: starts it detached. The record is written by the new process before it becomes the
# command, so there is no moment in which something of ours runs unrecorded.
launch() {
  local name=$1; shift
  (
    close_files
    process_started "$BASHPID"
    echo "$BASHPID $STARTED" >"$RUN/$name.pid.new"
    mv "$RUN/$name.pid.new" "$RUN/$name.pid"
    cd "$STATE" || exit
    exec setsid "$@" </dev/null >>"$LOGS/$name.log" 2>&1
  ) &
  until [[ $(cut -d' ' -f1 "$RUN/$name.pid" 2>/dev/null) == "$!" ]] || ! kill -0 "$!" 2>/dev/null; do pause 0.02; done
}

# Closes what this shell has open beside the three usual ones (locks above all), so that no part inherits it.
close_files() {
  local file
  for file in /proc/self/fd/*; do
    file=${file##*/}
    ((file < 3 || file == 255)) || eval "exec $file>&-"
  done
}

# Whether a log is over 20 MB.
large() {
  local bytes
  bytes=$(stat -c %s "$1" 2>/dev/null) && ((bytes > 20000000))
}

# Asks a part to end; PostgreSQL's polite signal is INT, which does not wait for its clients.
ask_to_stop() {
  alive "$1" || return 0
  if [[ $1 == postgres ]]; then kill -INT "$PID" 2>/dev/null || true; else kill -TERM "$PID" 2>/dev/null || true; fi
}

# Waits until the parts have ended, then ends what is left of their groups by force.
await_stop() {
  local name deadline=$((SECONDS + ${STOP_LIMIT:-15}))
  for name in "$@"; do
    while alive "$name"; do
      if ((SECONDS >= deadline)); then
        warn "$name did not stop when asked: ended by force"
        kill -KILL -- "-$PID" 2>/dev/null || kill -KILL "$PID" 2>/dev/null || true
      fi
      pause 0.1
    done
    rm -f "$RUN/$name.pid"
  done
}

stop_parts() {
  local name
  for name in "$@"; do ask_to_stop "$name"; done
  await_stop "$@"
}

# Sleeps without a process.
exec {never}<> <(:)
pause() { read -r -t "$1" -u "$never" || true; }
