#!/usr/bin/env bash
# Whether choices hang on the grid of beliefs: every shipped deal at its best values on 11, 21, 41 and 81 knots; with DRAWS, that many draws of the first case on 11 against 41.
# bench/knots.sh [DRAWS [OFFER]]
set -e
cd "$(dirname "$0")/.."
run="dotnet run --project bench/Foedus.Benchmarks -c Release --no-build --"
for deal in deals/*/*/*.foedus deals/ukraine-2025/ukraine-2025.foedus bench/ukraine-2025-v1.foedus; do
  echo "$deal"
  if [ "$deal" = deals/ukraine-2025/ukraine-2025.foedus ]; then $run knots "$deal" "${1:-0}" ${2:+"$2"}; else $run knots "$deal" 0; fi
done
