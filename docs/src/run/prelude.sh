# Read before a page's blocks, in the shell that runs them.
set -eo pipefail
# What a reader copies from the line that the fake prints.
begin() {
  echo "$1" >"$DOCS_STEPS/at"
  exec >"$DOCS_STEPS/$1.out" 2>"$DOCS_STEPS/$1.err"
  if [[ -s $DOCS_STEPS/fake.json ]]; then
    INSTANCE=$(sed -E 's/.*"instanceId":"([^"]+)".*/\1/' "$DOCS_STEPS/fake.json")
    export INSTANCE
  fi
}
