# shellcheck shell=bash
# What --help prints.

usage() {
  case ${1:-} in
    up) cat <<'TEXT' ;;
usage: ./pharos up [--detach]
Fetches what is missing, builds when sources changed, starts engines, services, the demo mall and the customers'
Prometheus servers, seeds the tenants acme, initech and globex, and waits until everything is ready.
Stays and reports until Ctrl-C, which stops everything; with --detach it returns and leaves the suite running.
  PHAROS_PORT_OFFSET=1000  moves every port, so that two suites live on one machine; kept until down
  PHAROS_STATE=/path       keeps this suite's data, secrets and logs elsewhere (default .pharos)
TEXT
    down) cat <<'TEXT' ;;
usage: ./pharos down [--wipe]
Stops everything that `up` started, and nothing else. --wipe also removes data, secrets and logs.
TEXT
    status) echo 'usage: ./pharos status
Lists the parts with state, pid, port, memory and restarts; exit status 1 when one is not ready.' ;;
    logs) echo 'usage: ./pharos logs [part]
Follows the log of a part, or the supervisor'\''s reports when none is named.' ;;
    start | stop) echo "usage: ./pharos $1 <part>
Stops one part of a running suite, or starts it again; ./pharos status names the parts." ;;
    token) cat <<'TEXT' ;;
usage: ./pharos token <tenant> [--role admin|dev|guest] [--scope 'metrics:read ...']
Prints a JWT of that tenant, good for 15 minutes. Default: role admin with all of the tenant's scopes.
`./pharos token platform` prints one for the admin API, which reads no tenant's data.
TEXT
    query) echo "usage: ./pharos query <tenant> '<promql>'
Runs the query through the front door as the tenant's admin and prints a table." ;;
    rules) cat <<'TEXT' ;;
usage: ./pharos rules test [--junit FILE] FILE...
Runs rule tests in the format of `promtool test rules`, by alert-engine's own evaluation on a Prometheus that is started
for each test. Says what is not as expected, and which rules no test saw at work; exit status 1 when anything failed.
TEXT
    test) echo 'usage: ./pharos test
Runs all tests: engines, every module, then the suite as processes. Ends with "N passed, N failed, N skipped".' ;;
    soak) echo 'usage: ./pharos soak <name>
Runs a long check, and keeps its result as docs/evidence/<name>.json. Without a name it lists them.' ;;
    bench) cat <<'TEXT' ;;
usage: ./pharos bench [name [arguments]]
Runs one benchmark, or all of them, prints its table and keeps its JSON under bench/results. What it is measured
against is fetched and unpacked beside the engines. bench/README.md lists them.
TEXT
    manifests) echo 'usage: ./pharos manifests
Writes the Kubernetes manifests of every service anew under deploy/kubernetes/base.' ;;
    engines) cat <<'TEXT' ;;
usage: ./pharos engines
Downloads the engines and unpacks them under .pharos/engines; nothing is installed and no root is needed.
Your own programs are used where PHAROS_ENGINE_<NAME> names one, such as PHAROS_ENGINE_PROMETHEUS=/path,
PHAROS_ENGINE_REDIS_SERVER=/path, or PHAROS_ENGINE_POSTGRES=/folder-with-bin.
TEXT
    *) usage_all ;;
  esac
}

usage_all() {
  cat <<'TEXT'
usage: ./pharos <command> [--help]

  up [--detach]            set up, build, start and supervise the suite
  status                   every part with its state, port and memory
  logs [part]              follow a log
  start|stop <part>        one part of a running suite
  down [--wipe]            stop everything; --wipe also forgets the data
  token <tenant>           print a JWT
  query <tenant> <promql>  ask through the gateway
  rules test <file>...     tests of alert and recording rules
  test                     all tests
  soak <name>              a long check
  bench [name]             benchmarks
  manifests                Kubernetes manifests
  engines                  only fetch the engines
TEXT
}
