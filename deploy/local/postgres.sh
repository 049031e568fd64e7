# shellcheck shell=bash
# PostgreSQL, which refuses to run as root: as root it runs in a user namespace, where it is nobody and still
# reaches its files in folders that only root may enter; where namespaces are forbidden it runs as the user
# nobody from a copy in /var/tmp.

POSTGRES_DATA=$DATA/postgres
POSTGRES_BIN=$ENGINES/bin
UNPRIVILEGED=()

choose_postgres_user() {
  ((EUID == 0)) || return 0
  if unshare -U true 2>/dev/null; then
    UNPRIVILEGED=(unshare -U)
    return
  fi
  need setpriv 'runs PostgreSQL as an unprivileged user; part of util-linux'
  local place user group
  place=/var/tmp/pharos-$(sha256sum <<<"$STATE" | cut -c1-12)
  user=$(id -u nobody) group=$(id -g nobody)
  UNPRIVILEGED=(setpriv --reuid="$user" --regid="$group" --clear-groups)
  POSTGRES_DATA=$place/data POSTGRES_BIN=$place/postgres/bin
  if [[ ! -x $POSTGRES_BIN/postgres ]]; then
    mkdir -p "$place"
    cp -r "$(postgres_home)" "$place/postgres"
    chown -R "$user:$group" "$place"
  fi
}

postgres_home() { sed -n "s|^exec '\(.*\)/bin/postgres'.*|\1|p" "$ENGINES/bin/postgres"; }

# Runs in a folder that any user may enter, since PostgreSQL looks at its own.
as_postgres() { (cd / && "${UNPRIVILEGED[@]}" "$@"); }

postgres_command() {
  COMMAND=("${UNPRIVILEGED[@]}" "$POSTGRES_BIN/postgres" -D "$POSTGRES_DATA" -p "$(port postgres)"
    -c listen_addresses="$HOST" -c unix_socket_directories= -c max_connections=80 -c shared_buffers=64MB
    -c password_encryption=scram-sha-256 -c timezone=UTC -c log_timezone=UTC)
}

# Makes the cluster once, and the roles and schemas whenever their list or a password changes.
prepare_postgres() {
  local log=$LOGS/postgres.log roles
  if [[ ! -e $POSTGRES_DATA/PG_VERSION ]]; then
    say 'creating the PostgreSQL cluster'
    as_postgres "$POSTGRES_BIN/initdb" -D "$POSTGRES_DATA" -U postgres -A trust -E UTF8 --no-locale >>"$log" 2>&1 \
      || die "PostgreSQL could not be initialised, see $log"
    as_postgres tee "$POSTGRES_DATA/pg_hba.conf" >/dev/null <<<'host all all 127.0.0.1/32 scram-sha-256'
  fi
  roles=$(roles_sql | sha256sum)
  [[ $(cat "$DATA/postgres-roles" 2>/dev/null) != "$roles" ]] || return 0
  { roles_sql; } | as_postgres "$POSTGRES_BIN/postgres" --single -D "$POSTGRES_DATA" postgres >/dev/null 2>>"$log" \
    || die "PostgreSQL's roles could not be made, see $log"
  { schemas_sql; } | as_postgres "$POSTGRES_BIN/postgres" --single -D "$POSTGRES_DATA" pharos >/dev/null 2>>"$log" \
    || die "PostgreSQL's schemas could not be made, see $log"
  echo "$roles" >"$DATA/postgres-roles"
}

# One statement a line, as single-user mode reads them; "already exists" is expected from the second time on.
roles_sql() {
  local name
  echo 'create database pharos'
  echo "alter role postgres password '$(secret postgres)'"
  for name in "${SCHEMAS[@]}"; do
    echo "create role $name login"
    echo "alter role $name password '$(secret "postgres-$name")'"
    echo "alter role $name set search_path = $name"
  done
}

schemas_sql() {
  local name
  for name in "${SCHEMAS[@]}"; do echo "create schema if not exists $name authorization $name"; done
}
