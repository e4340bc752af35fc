#!/usr/bin/env bash
# Builds everything and runs all tests. On Debian as root it also installs Chromium for the tests that look at the report in a browser;
# where it cannot, those tests are skipped and say so.
set -euo pipefail
cd "$(dirname "$0")"
if ! command -v chromium >/dev/null 2>&1 && command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
  (apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium) >/dev/null 2>&1 || echo "Chromium could not be installed: browser tests will be skipped."
fi
dotnet build -c Release --nologo -v quiet
dotnet test -c Release --no-build "$@"
