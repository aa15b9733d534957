#!/usr/bin/env bash
# An older program to upgrade from, where no release is at hand: the state of COMMIT in a clone of its
# own, under a version below every release's.
#
#     packaging/older.sh COMMIT FOLDER [VERSION]      0.0.9 unless named
#
# FOLDER/packaging/linux.sh and FOLDER/packaging/windows.sh then make its packages. Two clones of one
# commit give the same bytes: the change of the version bears the date of COMMIT.
set -euo pipefail
cd "$(dirname "$0")/.."

commit=$(git rev-parse --verify "$1^{commit}")
folder=$(realpath -m "$2")
version=${3:-0.0.9}
git clone --quiet --no-checkout . "$folder"
cd "$folder"
git checkout --quiet --detach "$commit"
sed -i "s/^__version__ = .*/__version__ = \"$version\"/" refund_desk/__init__.py
date=$(git log -1 --format=%cI)
GIT_AUTHOR_DATE=$date GIT_COMMITTER_DATE=$date git -c user.name=older -c user.email=older@localhost \
  commit --quiet --all --message "version $version"
echo "$folder: $version as of $(git rev-parse --short "$commit"), $date"
