# shellcheck shell=bash
# rules: tests of rule files, and the packages that tenants start with.

command_rules() {
  local verb=${1:-}
  [[ $verb == test ]] || misuse "rules knows test only, not '$verb': ./pharos rules test FILE..."
  shift
  (($#)) || misuse 'rules test needs files: ./pharos rules test deploy/packages/mall/*_test.yml'
  find_jdk
  fetch_engines
  ensure_built
  PHAROS_PROMETHEUS=$ENGINES/bin/prometheus "$JAVA_HOME/bin/java" -Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
    -cp "$APP_HOME/alert-engine/app/*:$APP_HOME/alert-engine/lib/main/*:$APP_HOME/alert-engine/lib/boot/*" \
    io.pharos.alert.unittest.RulesTest "$@"
}

# Every tenant has a shop, so every tenant gets the mall's rules and a receiver that shows what was sent.
seed_rules() {
  local row tenant token file
  for row in "${TENANTS[@]}"; do
    tenant=${row%%|*}
    token=$(issue_token "$tenant-admin")
    for file in "$ROOT"/deploy/packages/mall/*.yml; do
      [[ $file == *_test.yml ]] || put_group "$token" "$tenant" mall "$file"
    done
    seed_routing "$token" "$tenant"
  done
}

# put_group TOKEN TENANT NAMESPACE FILE: a file of one group, which the API takes without the list around it.
put_group() {
  local group
  group=$(sed -n -e '/^  - /,$p' "$4" | sed -e '1s/^  - /    /' -e 's/^    //')
  api "$1" POST "/prometheus/config/v1/rules/$3" "$group" -H "X-Tenant-ID: $2" -H 'Content-Type: application/yaml'
  expect_status "rules of $2" 202
}

# A tenant's own routes stay as they are.
seed_routing() {
  api "$1" GET /alertmanager/config/v1/routing '' -H "X-Tenant-ID: $2"
  [[ $STATUS == 404 ]] || return 0
  api "$1" PUT /alertmanager/config/v1/routing "route:
  receiver: recorder
  group_by: [alertname]
  group_wait: 5s
receivers:
  - name: recorder
    webhook_configs:
      - url: $(url recorder)/$2
" -H "X-Tenant-ID: $2" -H 'Content-Type: application/yaml'
  expect_status "routing of $2" 200
}
