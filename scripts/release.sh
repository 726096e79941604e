#!/usr/bin/env bash
# Makes a release: scripts/release.sh major|minor|patch
#
# From a clean main that is where origin's main is, and passes `make check`: writes the new version into pyproject.toml,
# puts what is "Unreleased" in the changelog below it, and pushes that commit with its tag. The tag carries the changes
# as its words; .github/workflows/release.yml builds and publishes what it marks. Where anything fails, nothing is left.
set -euo pipefail

refuse() { echo "No release: $1" >&2; exit 1; }

# release LEVEL CHECK…: CHECK is the command that must pass first. Sourced, so that the tests can name a quick one.
release() {
    local level=${1:-} version next notes before
    shift || true
    case $level in major | minor | patch) ;; *) refuse "say which part of the version grows: major, minor or patch." ;; esac
    cd "$(git rev-parse --show-toplevel)"

    [ -z "$(git status --porcelain)" ] || refuse "there are changes that are not committed."
    [ "$(git branch --show-current)" = main ] || refuse "this is not main."
    git fetch --quiet --tags origin main || refuse "origin cannot be reached."
    before=$(git rev-parse HEAD)
    [ "$before" = "$(git rev-parse FETCH_HEAD)" ] || refuse "main is not where origin's main is: git pull, git push."

    version=$(sed -n '/^\[project\]$/,/^\[/ s/^version = "\([0-9][0-9.]*\)"$/\1/p' pyproject.toml)
    next=$(following "$version" "$level")
    ! git rev-parse --quiet --verify "refs/tags/v$next" >/dev/null || refuse "v$next is there already."
    notes=$(unreleased)
    [ -n "$notes" ] || refuse "CHANGELOG.md has nothing under Unreleased."

    "$@" || refuse "$* failed."
    [ -z "$(git status --porcelain)" ] || refuse "$* changed files."

    # shellcheck disable=SC2064  # what they are now: they are gone when it runs
    trap "undo $before v$next" EXIT
    rewrite pyproject.toml sed "/^\[project\]\$/,/^\[/ s/^version = \"$version\"\$/version = \"$next\"/"
    rewrite CHANGELOG.md awk -v heading="## $next - $(date -u +%Y-%m-%d)" \
        '{ print } /^## Unreleased$/ { print "\n" heading }'
    git commit --quiet --message "Version $next" pyproject.toml CHANGELOG.md
    # As it stands: git would take a heading for a comment.
    git tag --annotate "v$next" --cleanup=verbatim --file - <<<"Version $next"$'\n\n'"$notes"
    # Both or neither.
    git push --quiet --atomic origin main "v$next" || refuse "origin did not take it."
    trap - EXIT
    echo "Version $next is on its way: v$next is pushed."
}

# following VERSION LEVEL: the version after this one.
following() {
    local major minor patch
    IFS=. read -r major minor patch <<<"$1"
    case $2 in
        major) echo "$((major + 1)).0.0" ;;
        minor) echo "$major.$((minor + 1)).0" ;;
        patch) echo "$major.$minor.$((patch + 1))" ;;
    esac
}

# What the changelog has under Unreleased, without empty lines around it.
unreleased() {
    awk '/^## / { inside = $0 == "## Unreleased"; next } inside' CHANGELOG.md | sed '/./,$!d'
}

# rewrite FILE COMMAND…: the file as the command, which reads it, writes it.
rewrite() {
    local file=$1
    shift
    "$@" "$file" >"$file.new"
    cat "$file.new" >"$file" # keeps the file's own mode
    rm "$file.new"
}

# The tree was clean, so going back loses nothing of anybody's.
undo() {
    git tag --delete "$2" >/dev/null 2>&1 || true
    git reset --quiet --hard "$1"
}

if [ "${BASH_SOURCE[0]}" = "$0" ]; then
    release "${1:-}" make check
fi
