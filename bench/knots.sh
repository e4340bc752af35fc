#!/usr/bin/env bash
# Whether choices hang on the grid of beliefs, or on the steps in which fixed points are followed: every shipped deal at its best values on 11, 21, 41 and 81 knots; with DRAWS, that many draws of each as well (an hour for 64).
# bench/knots.sh [DRAWS [OFFER]]
set -e
cd "$(dirname "$0")/.."
run="dotnet run --project bench/Foedus.Benchmarks -c Release --no-build --"
for deal in deals/*/*/*.foedus deals/ukraine-2025/ukraine-2025.foedus; do
  echo "$deal"
  $run knots "$deal" "${1:-0}" ${2:+"$2"}
done
