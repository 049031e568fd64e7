# shellcheck shell=bash
# Where things are: folders, files and ports. Nothing here does anything.
# shellcheck disable=SC2034  # read by the files sourced after this one

readonly STATE=${PHAROS_STATE:-$ROOT/.pharos}
readonly ENGINES=${PHAROS_ENGINES:-$ROOT/.pharos/engines}
readonly APPS=$ROOT/.pharos/apps
readonly RUN=$STATE/run LOGS=$STATE/logs DATA=$STATE/data CONF=$STATE/conf SECRETS=$STATE/secrets
# A suite that is up keeps the offset that it was given, for the commands that come after.
readonly OFFSET=${PHAROS_PORT_OFFSET:-$(cat "$RUN/offset" 2>/dev/null || echo 0)}
readonly HOST=127.0.0.1

[[ $OFFSET =~ ^[0-9]{1,5}$ && $OFFSET -le 40000 ]] \
  || die "PHAROS_PORT_OFFSET is '$OFFSET': give a number from 0 to 40000"

# Name of a part -> its port before the offset.
declare -A PORTS=(
  [postgres]=15432 [redis]=16379 [kafka]=19092 [kafka-controller]=19093
  [prometheus-shared]=19090 [prometheus-globex]=19091 [alertmanager]=19094 [recorder]=19095 [node-exporter]=19100
  [mailbox]=19025
  [customer-acme]=19101 [customer-initech]=19102 [customer-globex]=19103
)

# port NAME: the port that part listens on here.
port() { echo $((PORTS[$1] + OFFSET)); }

# url NAME: the address of that part.
url() { echo "http://$HOST:$((PORTS[$1] + OFFSET))"; }

# upper query-gateway: prints QUERY_GATEWAY, as environment variables are spelt.
upper() { local name=${1//-/_}; echo "${name^^}"; }
