# Read before a page's blocks, in the shell that runs them.
set -eo pipefail
# What a page starts in the background and does not end, goes with it.
trap 'kill $(jobs -p) 2>/dev/null || true' EXIT
begin() {
  echo "$1" >"$DOCS_STEPS/at"
  exec >"$DOCS_STEPS/$1.out" 2>"$DOCS_STEPS/$1.err"
}
