#!/usr/bin/env bash
# Builds everything and runs all tests. On Debian as root it also installs what they need: npm for the workbench's charts and editor, Chromium to look at its
# pages; where it cannot, the tests that need them are skipped and say so.
set -euo pipefail
cd "$(dirname "$0")"
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  for tool in npm chromium; do
    command -v "$tool" >/dev/null 2>&1 && continue
    (apt-get update -qq && apt-get install -y -qq --no-install-recommends "$tool") >/dev/null 2>&1 || echo "$tool could not be installed: tests that need it will be skipped."
  done
fi
# Layout of the code, by .editorconfig: seconds. `dotnet format whitespace . --folder` mends it.
dotnet format whitespace . --folder --verify-no-changes --include src tests bench
dotnet build -c Release --nologo -v quiet
# Both suites at once: what a page leaves idle the solvers' tests use. None waits by the clock: pages have three minutes for everything that they show.
dotnet test -c Release --no-build --max-parallel-test-modules 2 "$@"
