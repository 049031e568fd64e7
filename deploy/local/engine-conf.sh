# shellcheck shell=bash
# Writes the engines' configuration, and prepares PostgreSQL and Kafka before their start.

# render TEMPLATE TARGET KEY=VALUE...: puts values for @KEY@; only the owner may read the result.
render() {
  local text pair target=$2
  text=$(<"$ROOT/deploy/local/conf/$1")
  shift 2
  for pair in "$@"; do text=${text//"@${pair%%=*}@"/"${pair#*=}"}; done
  (umask 077 && printf '%s\n' "$text" >"$target")
}

write_engine_conf() {
  local name row tenant
  mkdir -p "$CONF" "$DATA"/{redis,alertmanager}
  render redis.conf "$CONF/redis.conf" port="$(port redis)" password="$(secret redis)" data="$DATA/redis"
  render kafka.properties "$CONF/kafka.properties" port="$(port kafka)" controller="$(port kafka-controller)" \
    password="$(secret kafka)" data="$DATA/kafka"
  render alertmanager.yml "$CONF/alertmanager.yml"
  for name in prometheus-shared prometheus-globex; do render tsdb.yml "$CONF/$name.yml"; done
  for row in "${TENANTS[@]}"; do
    tenant=${row%%|*}
    render customer.yml "$CONF/customer-$tenant.yml" tenant="$tenant" secrets="$SECRETS" \
      router="$(url tenant-router)" mall="$(port demo-mall)" node="$(port node-exporter)"
  done
  for name in prometheus-shared prometheus-globex alertmanager node-exporter "${CUSTOMER_PARTS[@]}"; do
    [[ -s $CONF/$name-web.yml ]] || render web.yml "$CONF/$name-web.yml" hash="$(bcrypt_of "$name")"
  done
  write_bootstrap
}

# --- Kafka

readonly KAFKA_HEAP=192

kafka_java() {
  KAFKA_JAVA=("$JAVA_HOME/bin/java" "-Xmx${KAFKA_HEAP}m" -Xss512k -XX:+UseSerialGC -XX:ReservedCodeCacheSize=48m
    -XX:+ExitOnOutOfMemoryError --sun-misc-unsafe-memory-access=allow --enable-native-access=ALL-UNNAMED
    -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$ENGINES/kafka/lib/*")
}

kafka_command() {
  kafka_java
  COMMAND=("${KAFKA_JAVA[@]}" kafka.Kafka "$CONF/kafka.properties")
}

prepare_kafka() {
  [[ -e $DATA/kafka/meta.properties ]] && return
  kafka_java
  "${KAFKA_JAVA[@]}" kafka.tools.StorageTool format -t cGhhcm9zLWxvY2FsLTEyMw -c "$CONF/kafka.properties" \
    >>"$LOGS/kafka.log" 2>&1 || die "Kafka's storage could not be formatted, see $LOGS/kafka.log"
}
