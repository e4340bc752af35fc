#!/usr/bin/env bash
# Builds everything and runs all tests. On Debian as root it also installs what they need: npm for the workbench's charts and editor, Chromium to look at its
# pages; where it cannot, the tests that need them are skipped and say so. What it is given goes to the tests: ./test.sh --filter-class '*Forks'
set -euo pipefail
cd "$(dirname "$0")"
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  need() { command -v "$1" >/dev/null 2>&1 || (apt-get update -qq && apt-get install -y -qq --no-install-recommends "$1") >/dev/null 2>&1; }
  need npm || echo "npm could not be installed: tests that need it will be skipped."
  # Without a window of its own it takes less than the whole browser.
  need chromium-headless-shell || need chromium || echo "Chromium could not be installed: tests that need it will be skipped."
fi
# Layout of the code, while the first project is compiled: docs/decisions/layout.md.
(cd tests && dotnet tool restore >/dev/null && dotnet csharpier check ../src ../tests ../bench) &
layout=$!
# Counting what code does pays for no program that is over in minutes.
export DOTNET_TieredPGO=0
# New objects of tests get 64 MB before the collector looks at them: a tenth of the collections, and nobody is short of memory here.
# A choice of tests may leave a suite without any.
(($# == 0)) || set -- "$@" --ignore-exit-code 8
run() { local suite=$1; shift; DOTNET_GCgen0size=0x4000000 dotnet test --test-modules "artifacts/bin/$suite/release/$suite.dll" "$@"; }
build() { dotnet build -c Release --nologo -v quiet -p:RunAnalyzers=true "$@"; }
# The browser's suite waits for pages most of the time: it begins while the other is still compiled. None waits by the clock: pages have three minutes for everything that they show.
build tests/Foedus.Workbench.Tests
pages=$(mktemp)
run Foedus.Workbench.Tests "$@" >"$pages" 2>&1 &
browser=$!
stop() { kill "$browser" 2>/dev/null || true; rm -f "$pages"; }
trap stop EXIT
build
wait "$layout"
code=0
run Foedus.Tests "$@" || code=$?
wait "$browser" || code=$?
cat "$pages"
exit "$code"
