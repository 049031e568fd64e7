# shellcheck shell=bash
# Secrets of this run: 256 random bits each, made once, in files only the owner can read.

# secret NAME: prints it.
secret() { cat "$SECRETS/$1"; }

make_secret() {
  [[ -s $SECRETS/$1 ]] && return
  (umask 077 && head -c 32 /dev/urandom | od -An -tx1 | tr -d ' \n' >"$SECRETS/$1.new" && mv "$SECRETS/$1.new" "$SECRETS/$1")
}

make_secrets() {
  local name row tenant role
  (umask 077 && mkdir -p "$SECRETS")
  for name in "${ENGINE_PARTS[@]}" "${CUSTOMER_PARTS[@]}" platform-admin router-key-encryption billing-encryption ingest-encryption billing-simulated alert-relay alert-signing alert-encryption; do make_secret "$name"; done
  for name in "${SERVICE_PARTS[@]}"; do make_secret "svc-$name"; done
  for name in "${SCHEMAS[@]}"; do make_secret "postgres-$name"; done
  for row in "${TENANTS[@]}"; do
    tenant=${row%%|*}
    for role in agent payment-log admin dev guest; do make_secret "$tenant-$role"; done
  done
}

# The bcrypt hash of a secret, as Prometheus's own --web.config.file wants it. The cost is low on purpose:
# the secret has 256 random bits, and each scrape and query pays for the comparison.
bcrypt_of() { "$ENGINES/bin/mkpasswd" -m bcrypt -R 5 --stdin <"$SECRETS/$1"; }

sha256_of() { sha256sum <"$SECRETS/$1" | cut -d' ' -f1; }

# The clients that the router knows before anybody can call its API.
write_bootstrap() {
  local name
  {
    printf '{"clients":['
    printf '{"id":"platform-admin","kind":"platform","secretSha256":"%s"}' "$(sha256_of platform-admin)"
    for name in "${SERVICE_PARTS[@]}"; do
      printf ',{"id":"svc-%s","kind":"service","secretSha256":"%s"}' "$name" "$(sha256_of "svc-$name")"
    done
    printf ']}\n'
  } >"$CONF/bootstrap.json"
}
