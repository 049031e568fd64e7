# shellcheck shell=bash
# Each service's settings as environment variables, in run/<service>.env: shared blocks here, and one function
# a service that names the blocks it needs and what only it knows.

write_service_env() {
  local name
  for name in "${SERVICE_PARTS[@]}"; do
    (umask 077 && { env_common "$name"; "env_${name//-/_}"; } >"$RUN/$name.env")
  done
}

env_tenant_router() {
  env_tenancy tenant-router
  env_postgres tenancy
  env_redis
  set_env QUARKUS_MANAGEMENT_HOST "$HOST"
  set_env QUARKUS_MANAGEMENT_PORT "$(probe_port tenant-router)"
  set_env PHAROS_BOOTSTRAP_FILE "$CONF/bootstrap.json"
  local name
  for name in "${SERVICE_PARTS[@]}"; do
    [[ $name == tenant-router || $name == demo-mall || $name == report-service ]] || set_env "PHAROS_ROUTER_PROXY_SERVICES_$(upper "$name")" "$(url "$name")"
  done
  set_env PHAROS_ROUTER_KEYS_ENCRYPTION_KEY file:router-key-encryption
}

env_metrics_collector() {
  env_tenancy metrics-collector
  env_postgres ingest
  env_redis
  env_usage metrics-collector
  set_env PHAROS_SCRAPE_QUEUE_DIR "$DATA/scrape-queue"
  set_env PHAROS_TARGETS_ENCRYPTION_KEY file:ingest-encryption
  # What tenants of one machine scrape and call is on it too.
  set_env PHAROS_EGRESS_ALLOW 127.0.0.0/8
}

env_query_gateway() {
  env_tenancy query-gateway
  env_postgres queries
  set_env PHAROS_METADATA_URL "$(probe_url metrics-collector)"
  env_redis
  env_usage query-gateway
}

env_alert_engine() {
  env_tenancy alert-engine
  env_postgres rules
  env_redis
  env_usage alert-engine
  env_notification
  set_env PHAROS_ALERT_EVALUATION_EXTERNAL_URL "$(url tenant-router)"
}

# The Alertmanager that all tenants share: alert-engine writes its configuration, and tells receivers in its stead.
env_notification() {
  set_env PHAROS_ALERT_NOTIFY_SHARED_URLS "$(url alertmanager)"
  set_env PHAROS_ALERT_NOTIFY_SHARED_USER pharos
  set_env PHAROS_ALERT_NOTIFY_SHARED_PASSWORD file:alertmanager
  set_env PHAROS_ALERT_NOTIFY_SHARED_CONFIG_FILE "$CONF/alertmanager.yml"
  set_env PHAROS_ALERT_NOTIFY_SHARED_RELAY_URL "$(url alert-engine)"
  set_env PHAROS_ALERT_NOTIFY_SHARED_RELAY_SECRET file:alert-relay
  set_env PHAROS_ALERT_NOTIFY_SHARED_RELAY_SECRET_FILE "$SECRETS/alert-relay"
  set_env PHAROS_ALERT_DELIVER_SIGNING_KEY file:alert-signing
  set_env PHAROS_ALERT_ROUTING_ENCRYPTION_KEY file:alert-encryption
  # Receivers of a trial run on this machine.
  set_env PHAROS_EGRESS_ALLOW 127.0.0.0/8
}

env_billing_service() {
  env_tenancy billing-service
  env_postgres billing
  env_redis
  env_usage billing-service
  env_invoices
}

# Documents by report-service, payments simulated, e-mail to the mall's mailbox, webhooks to this machine.
env_invoices() {
  set_env PHAROS_BILLING_INVOICES_RENDERER "$(url report-service)"
  set_env PHAROS_BILLING_INVOICES_EVERY 5s
  set_env PHAROS_BILLING_PAYMENTS_SIMULATED_SECRET file:billing-simulated
  set_env PHAROS_BILLING_DELIVERY_ENCRYPTION_KEY file:billing-encryption
  set_env PHAROS_BILLING_DELIVERY_PUBLIC_URL "$(url tenant-router)"
  set_env QUARKUS_MAILER_HOST "$HOST"
  set_env QUARKUS_MAILER_PORT "$(port mailbox)"
  set_env PHAROS_EGRESS_ALLOW 127.0.0.0/8
}

env_report_service() { env_tenancy report-service; }

# A customer's system: it has no identity of ours, and each shop a client of its tenant's for the payment log.
env_demo_mall() {
  env_postgres mall
  set_env PHAROS_MALL_CHAOS_ALLOWED_IN_PRODUCTION true
  set_env PHAROS_MALL_MAILBOX_PORT "$(port mailbox)"
  env_redis
  local row tenant shop
  for row in "${TENANTS[@]}"; do
    tenant=${row%%|*} shop=PHAROS_MALL_SHOPS_$(upper "${row%%|*}")_PUSH
    set_env "${shop}_ADDRESS" "$(url tenant-router)/t/$tenant"
    set_env "${shop}_USER" "$tenant-payment-log"
    set_env "${shop}_PASSWORD_FILE" "$SECRETS/$tenant-payment-log"
  done
}

# set_env NAME VALUE: a line that any shell reads back as it is.
set_env() { printf "%s='%s'\n" "$1" "${2//\'/\'\\\'\'}"; }

env_common() {
  set_env QUARKUS_HTTP_HOST "$HOST"
  set_env QUARKUS_HTTP_PORT "$(port "$1")"
  # Two arenas instead of eight a core: glibc's default costs a small JVM tens of megabytes.
  set_env MALLOC_ARENA_MAX 2
}

# Who the service is, and where it learns of tenants and tokens.
env_tenancy() {
  set_env PHAROS_DIRECTORY_URL "$(probe_url tenant-router)"
  set_env PHAROS_TOKEN_ISSUER "$(url tenant-router)"
  set_env PHAROS_IDENTITY_CLIENT_ID "svc-$1"
  set_env PHAROS_IDENTITY_SECRET "file:svc-$1"
  set_env PHAROS_SECRETS_DIR "$SECRETS"
}

env_postgres() {
  local address
  address=$HOST:$(port postgres)/pharos
  set_env QUARKUS_DATASOURCE_USERNAME "$1"
  set_env QUARKUS_DATASOURCE_PASSWORD "$(secret "postgres-$1")"
  set_env QUARKUS_DATASOURCE_REACTIVE_URL "postgresql://$address"
  set_env QUARKUS_DATASOURCE_JDBC_URL "jdbc:postgresql://$address"
}

env_redis() {
  set_env QUARKUS_REDIS_HOSTS "redis://:$(secret redis)@$HOST:$(port redis)"
}

# Metering: a spool of its own for each service, emptied into Kafka.
env_usage() {
  set_env PHAROS_USAGE_SPOOL_DIR "$DATA/spool/$1"
  set_env PHAROS_MOVE_QUEUE_DIR "$DATA/move-queue/$1"
  set_env PHAROS_USAGE_INSTANCE local
  set_env KAFKA_BOOTSTRAP_SERVERS "$HOST:$(port kafka)"
  set_env KAFKA_SECURITY_PROTOCOL SASL_PLAINTEXT
  set_env KAFKA_SASL_MECHANISM PLAIN
  set_env KAFKA_SASL_JAAS_CONFIG "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"pharos\" password=\"$(secret kafka)\";"
}
