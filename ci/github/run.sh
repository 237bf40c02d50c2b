#!/usr/bin/env bash
# The step of the action that runs Attest: its inputs are in variables.
set -uo pipefail

if [ -n "${CLOUDS_YAML:-}" ]; then
  clouds="$(mktemp -d)"
  trap 'rm -rf "$clouds"' EXIT
  (umask 077 && printf '%s\n' "$CLOUDS_YAML" > "$clouds/clouds.yaml")
  export OS_CLIENT_CONFIG_FILE="$clouds/clouds.yaml"
  unset CLOUDS_YAML
fi

options=(--out "$OUT")
[ -z "${CLOUD:-}" ] || options+=(--cloud "$CLOUD")
[ -z "${CONFIG:-}" ] || options+=(--config "$CONFIG")
[ -z "${WAIVERS:-}" ] || options+=(--waivers "$WAIVERS")
[ -z "${BASELINE:-}" ] || options+=(--baseline "$BASELINE")
read -r -a more <<< "${ARGUMENTS:-}"

node "$GITHUB_ACTION_PATH/../../dist/cli/main.js" run "${options[@]}" "${more[@]+"${more[@]}"}"
code=$?

echo "exit-code=$code" >> "$GITHUB_OUTPUT"
if [ -f "$OUT/summary.md" ]; then cat "$OUT/summary.md" >> "$GITHUB_STEP_SUMMARY"; fi
exit "$code"
