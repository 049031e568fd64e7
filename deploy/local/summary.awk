# Sums Surefire's XML reports: modules with their counts, failures and skipped tests by name, one last line.

function attribute(name,  found) {
  if (!match($0, " " name "=\"[^\"]*\"")) return ""
  found = substr($0, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
  gsub(/&quot;/, "\"", found); gsub(/&lt;/, "<", found); gsub(/&gt;/, ">", found); gsub(/&#10;/, " ", found)
  gsub(/&apos;/, "'", found); gsub(/&amp;/, "\\&", found)
  return found
}

# Of a skipped test: the annotation's message, or what its assumption said.
function reason(  said) {
  if (attribute("message") != "") return attribute("message")
  said = $0
  if (!sub(/.*CDATA\[[^:]*: */, "", said)) return "no reason given"
  sub(/^Assumption failed: */, "", said)
  sub(/\]\]>.*/, "", said)
  return said
}

FNR == 1 {
  module = substr(FILENAME, length(root) + 1)
  sub(/\/target\/.*/, "", module)
  if (!(module in tests)) { order[++modules] = module; tests[module] = 0 }
}

/<testcase / {
  test = attribute("classname") "." attribute("name")
  sub(/^io\.pharos\./, "", test)
  tests[module]++; total++
  verdict = ""
}

/<skipped/ && verdict == "" {
  verdict = "skipped"; skips[module]++; skipped++
  skip_lines = skip_lines "  " test ": " reason() "\n"
}

(/<failure/ || /<error[ >]/) && verdict == "" {
  verdict = "failed"; fails[module]++; failed++
  fail_lines = fail_lines "  " test ": " substr(attribute("message"), 1, 300) "\n"
}

END {
  for (i = 1; i <= modules; i++) {
    m = order[i]
    printf "  %-24s %5d tests, %d failed, %d skipped\n", m, tests[m], fails[m], skips[m]
  }
  if (fail_lines != "") printf "failed:\n%s", fail_lines
  if (skip_lines != "") printf "skipped:\n%s", skip_lines
  if (broken == 1 && failed == 0) { print "the build itself failed, see above"; failed = 1; total++ }
  printf "%d passed, %d failed, %d skipped\n", total - failed - skipped, failed, skipped
  exit (failed > 0 || total == 0)
}
