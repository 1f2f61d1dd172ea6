"""The other side of a synchronisation on another machine: git runs there in a git directory of ours too.

What members may have named in the repository there, hooks, helpers, monitors, whatever a later git brings, is obeyed no
more than here (`isolated`): the program that answers is a line of shell, which makes a folder of the account's own with
the repository's objects and branches by links and a few plain settings, runs git in it and removes it. A forge takes
only git's plain words; what it runs it runs as an account of its own, on a repository that only it can write.
"""

from __future__ import annotations

import re

_SCRIPT = (
    "umask 007",
    'p=$1; case $p in "~/"*) p=$HOME/${p#??};; esac',
    'g=; for c in "$p.git" "$p" "$p/.git"; do [ -d "$c/objects" ] && [ -f "$c/HEAD" ] && g=$c; done',
    '[ -n "$g" ] || { echo "fatal: $p does not appear to be a git repository" >&2; exit 128; }',
    "b=true; case $g in */.git) b=false;; esac",
    'g=$(cd "$g" && pwd -P) && cd / && d=$(mktemp -d "${TMPDIR:-/tmp}/cchc-$$-far-XXXXXX") || exit 128',
    'trap "rm -rf \\"$d\\"" EXIT; trap "exit 129" HUP INT TERM',
    'v() { git config --file "$g/config" --get "$1" 2>/dev/null | tr -cd "a-zA-Z0-9-"; }',
    'w() { x=$(v "$1.$2"); [ -z "$x" ] || printf "[%s]\\n%s = %s\\n" "$1" "$2" "$x"; }',
    '{ printf "[core]\\nbare = %s\\nfsync = committed,reference\\nfsyncObjectFiles = true\\n" "$b"'
    "; w core repositoryformatversion; w core sharedrepository; w extensions objectformat; w extensions refstorage"
    '; printf "[gc]\\nauto = 0\\n[receive]\\nautogc = false\\nfsckObjects = true\\n"; } > "$d/config"',
    'cp "$g/HEAD" "$d/HEAD"; ln -s "$g/packed-refs" "$d/packed-refs"',
    'for n in objects refs logs reftable shallow; do [ -e "$g/$n" ] && ln -s "$g/$n" "$d/$n"; done',
    "GIT_NO_LAZY_FETCH=1; GIT_NO_REPLACE_OBJECTS=1; GIT_ATTR_NOSYSTEM=1; GIT_CONFIG_NOSYSTEM=1",
    "GIT_CONFIG_GLOBAL=/dev/null; HOME=$d; XDG_CONFIG_HOME=$d",
    "export GIT_NO_LAZY_FETCH GIT_NO_REPLACE_OBJECTS GIT_ATTR_NOSYSTEM GIT_CONFIG_NOSYSTEM GIT_CONFIG_GLOBAL",
    'export HOME XDG_CONFIG_HOME; git "$0" "$d"',
)
_REFUSALS = re.compile(
    r"(?:invalid|unrecogni[sz]ed|unsupported|disallowed|unknown git(?:/gitolite)?) command|not a git command",
    re.IGNORECASE,
)
"""What a server says that takes git's plain words only."""


def answering(service: str) -> str:
    """Return the program that answers there: `service` is receive-pack or upload-pack. git adds the place, quoted."""
    return f"sh -c '{'; '.join(_SCRIPT)}' {service}"


def takes_only_plain_words(said: str, place: str) -> bool:
    """Say whether a server refused the program, so that only git's own can be asked for.

    What the place itself is called says nothing: whoever named it would choose.
    """
    path = place.rpartition(":")[2].lstrip("/")
    return bool(_REFUSALS.search(said.replace(path, "") if path else said))
