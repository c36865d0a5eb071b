#!/usr/bin/env bash
# Puts the Markdown report into the pull request: one comment, updated on every run, found again by its mark.
#
# Environment: GH_TOKEN, GITHUB_REPOSITORY, PULL_REQUEST (its number), ASSAY_MARKDOWN (the file).
set -euo pipefail

mark='<!-- assay-report -->'
[ -f "$ASSAY_MARKDOWN" ] || { echo "assay: there is no report to comment with"; exit 0; }
body=$(mktemp)
trap 'rm -f "$body"' EXIT
grep -qF "$mark" "$ASSAY_MARKDOWN" || echo "$mark" >>"$body"
cat "$ASSAY_MARKDOWN" >>"$body"

comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
id=$(gh api --paginate "$comments" --jq ".[] | select(.body | contains(\"$mark\")) | .id" | head -n 1)
if [ -n "$id" ]; then
  gh api --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$id" --field "body=@$body" >/dev/null
else
  gh api --method POST "$comments" --field "body=@$body" >/dev/null
fi
