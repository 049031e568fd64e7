# shellcheck shell=bash
# Fills the directory through the router's public admin API: engines, tenants and their clients.
# Repeating it is harmless.

seed_directory() {
  local token row tenant name engine
  token=$(issue_token platform-admin)
  put_engine "$token" shared prometheus-shared
  put_engine "$token" globex prometheus-globex
  for row in "${TENANTS[@]}"; do
    IFS='|' read -r tenant name engine <<<"$row"
    make_tenant "$token" "$tenant" "$name" "$engine"
    make_clients "$token" "$tenant"
  done
}

put_engine() {
  local token=$1 id=$2 part=$3 address
  address=$(url "$part")
  api "$token" PUT "/api/v1/engines/$id" "{\"id\":\"$id\",\"kind\":\"prometheus\",\"dialect\":\"prometheus-2.42\",
    \"writeUrl\":\"$address/api/v1/write\",\"queryUrl\":\"$address\",
    \"credentials\":{\"user\":\"pharos\",\"passwordRef\":\"file:$part\"}}"
  expect_status "engine $id" 200 201 204
}

make_tenant() {
  local token=$1 tenant=$2 name=$3 engine=$4 isolation=shared
  [[ $engine == shared ]] || isolation=dedicated
  api "$token" POST /api/v1/tenants "{\"id\":\"$tenant\",\"name\":\"$name\",\"plan\":\"standard\",
    \"isolation\":\"$isolation\",\"environments\":{\"prod\":\"$engine\"}}"
  expect_status "tenant $tenant" 200 201 409
}

# Two clients a tenant that only write, its Prometheus and its shop's payment log, and one for each role.
make_clients() {
  local token=$1 tenant=$2
  make_client "$token" "$tenant" agent dev '"metrics:write"'
  make_client "$token" "$tenant" payment-log dev '"metrics:write"'
  make_client "$token" "$tenant" admin admin "$ADMIN_SCOPES"
  make_client "$token" "$tenant" dev dev "$DEV_SCOPES"
  make_client "$token" "$tenant" guest guest "$GUEST_SCOPES"
}

readonly GUEST_SCOPES='"metrics:read","logs:read","rules:read","dashboards"'
readonly DEV_SCOPES=$GUEST_SCOPES',"metrics:write","traces:write","logs:write","rules:write","reports"'
readonly ADMIN_SCOPES='"metrics:write","metrics:read","traces:write","logs:write","logs:read","rules:read","rules:write","targets:write","usage:write","billing:read","billing:write","reports","dashboards","ops:write","partners"'

make_client() {
  local token=$1 tenant=$2 name=$3 role=$4 scopes=$5
  api "$token" POST "/api/v1/tenants/$tenant/clients" "{\"id\":\"$tenant-$name\",\"name\":\"$tenant $name\",
    \"role\":\"$role\",\"scopes\":[$scopes],\"secretSha256\":\"$(sha256_of "$tenant-$name")\"}"
  expect_status "client $tenant-$name" 200 201 409
}

# expect_status WHAT STATUS...: ends with the API's own words when the answer is another one.
expect_status() {
  local what=$1 status; shift
  for status in "$@"; do [[ $STATUS == "$status" ]] && return; done
  die "seeding of $what failed (HTTP $STATUS): $BODY"
}
