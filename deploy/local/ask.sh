# shellcheck shell=bash
# token and query: the suite as a tenant sees it.

is_tenant() {
  local row
  for row in "${TENANTS[@]}"; do [[ ${row%%|*} == "$1" ]] && return; done
  return 1
}

command_token() {
  local tenant='' role=admin scope=''
  while (($#)); do
    case $1 in
      --role) role=${2:-}; shift 2 || misuse '--role needs admin, dev or guest' ;;
      --scope) scope=${2:-}; shift 2 || misuse '--scope needs scopes, separated by spaces' ;;
      -*) misuse "token does not know '$1': see ./pharos token --help" ;;
      *) tenant=$1; shift ;;
    esac
  done
  [[ $role =~ ^(admin|dev|guest)$ ]] || misuse "no role '$role': admin, dev or guest"
  if [[ $tenant == platform ]]; then
    issue_token platform-admin "$scope"
  else
    is_tenant "$tenant" || misuse "no tenant '$tenant' here: $(printf '%s ' "${TENANTS[@]%%|*}")"
    issue_token "$tenant-$role" "$scope"
  fi
}

command_query() {
  local tenant=${1:-} expression=${2:-} token
  [[ $# == 2 && -n $expression ]] || misuse "query needs a tenant and a PromQL expression: ./pharos query acme 'up'"
  token=$(command_token "$tenant")
  api "$token" GET "/prometheus/api/v1/query" '' -G -H "X-Tenant-ID: $tenant" --data-urlencode "query=$expression"
  awk -f "$ROOT/deploy/local/json.awk" -f "$ROOT/deploy/local/table.awk" <<<"$BODY"
  [[ $STATUS == 200 ]]
}
