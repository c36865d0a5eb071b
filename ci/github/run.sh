#!/usr/bin/env bash
# One audit in a CI step: runs it, keeps every report, writes the step summary and the outputs. The exit code of the
# audit is an output, not the end of this script: later steps upload and comment first, the last one fails.
#
# Environment: ASSAY_COMMAND (a stdio server's command line), ASSAY_URL or ASSAY_MCP_CONFIG; ASSAY_ARGS (further
# options, one a line), ASSAY_CONFIG, ASSAY_FAIL_ON, ASSAY_REPORTS (directory), ASSAY_BASE (JSON report to tell
# changes against), ASSAY_VERSION, and ASSAY_BIN to use another program than npx.
set -uo pipefail

reports=${ASSAY_REPORTS:-assay-reports}
mkdir -p "$reports"
rm -f "$reports"/report.* "$reports"/junit.*

# Words as a shell would split them, quotes included; nothing in them is expanded or run.
words() { xargs -n1 printf '%s\n' <<<"$1"; }

mapfile -t assay < <(words "${ASSAY_BIN:-npx --yes mcp-assay@${ASSAY_VERSION:-latest}}")

options=()
[ -n "${ASSAY_CONFIG:-}" ] && options+=(--config "$ASSAY_CONFIG")
[ -n "${ASSAY_FAIL_ON:-}" ] && options+=(--fail-on "$ASSAY_FAIL_ON")
while IFS= read -r line; do
  [ -n "$line" ] && options+=("$line")
done <<<"${ASSAY_ARGS:-}"
options+=(
  --report "json:$reports/report.json"
  --report "sarif:$reports/report.sarif"
  --report "junit:$reports/junit.xml"
  --report "html:$reports/report.html"
)

target=()
if [ -n "${ASSAY_MCP_CONFIG:-}" ]; then
  target=(--mcp-config "$ASSAY_MCP_CONFIG")
elif [ -n "${ASSAY_URL:-}" ]; then
  target=("$ASSAY_URL")
elif [ -n "${ASSAY_COMMAND:-}" ]; then
  mapfile -t command < <(words "$ASSAY_COMMAND")
  target=(-- "${command[@]}")
else
  echo "assay: give one of the inputs command, url and mcp-config" >&2
  exit 2
fi

"${assay[@]}" audit "${options[@]}" "${target[@]}"
code=$?

# One server leaves report.json; several leave report.<server>.json each, and a table of them all.
shopt -s nullglob
found=("$reports"/report.json "$reports"/report.*.json)
[ -e "${found[0]}" ] || found=("${found[@]:1}")
verdict=none
if [ ${#found[@]} -eq 1 ]; then
  base=()
  [ -n "${ASSAY_BASE:-}" ] && [ -f "$ASSAY_BASE" ] && base=(--base "$ASSAY_BASE")
  "${assay[@]}" report render "${found[0]}" --to markdown --out "$reports/report.md" "${base[@]}"
elif [ ${#found[@]} -gt 1 ]; then
  "${assay[@]}" report merge "${found[@]}" --report "markdown:$reports/report.md" >/dev/null
fi
case $code in
  0) verdict=pass ;;
  1) verdict=fail ;;
  2) verdict=usage ;;
  3) verdict=unjudged ;;
  4) verdict=fault ;;
  130) verdict=interrupted ;;
esac

[ -f "$reports/report.md" ] && [ -n "${GITHUB_STEP_SUMMARY:-}" ] && cat "$reports/report.md" >>"$GITHUB_STEP_SUMMARY"
if [ -n "${GITHUB_OUTPUT:-}" ]; then
  {
    echo "exit-code=$code"
    echo "verdict=$verdict"
    echo "reports=$reports"
    echo "json=$reports/report.json"
    echo "sarif=$reports/report.sarif"
    echo "markdown=$reports/report.md"
  } >>"$GITHUB_OUTPUT"
fi
exit 0
