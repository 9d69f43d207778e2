#!/bin/sh
# PySide6: once it is imported, the source text of every module that is imported after it is read and kept in memory.
#
# Version: PySide6-Essentials 6.11.3, on Python 3.11 of Debian 12 or newer.
# Most expect: an import of a module that has been compiled before reads its compiled file; its text is read for a
#   traceback only.
# What happens: PySide6 looks at each module imported after it for its own name, by `inspect.getsource`, and the standard
#   library's `linecache` keeps what was read for as long as the program runs, a string a line. Nothing is said, no
#   setting is named. Without PySide6 nothing is kept; what was imported before PySide6 isn't read either.
# Why it matters: a desktop program of a thousand modules held 11 MB of text in 30 MB of memory, twice where two windows
#   are open, and each import over a slow drive reads two files. It shows in no profile as the program's own.
# Way round: `linecache.clearcache()` once what is needed was imported; a traceback reads again what it shows.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "PySide6-Essentials==6.11.3"
cat > "$folder/kept.py" <<'PYTHON'
import linecache
import sys

if "pyside" in sys.argv:
    import PySide6.QtCore
import email.mime.multipart
import http.client
import unittest
import xml.dom.minidom

kept = [each[2] for each in linecache.cache.values() if len(each) == 4]
size = sum(sys.getsizeof(lines) + sum(map(sys.getsizeof, lines)) for lines in kept)
print("texts of modules kept:", len(kept), "in bytes:", size)
if "pyside" in sys.argv:
    print("PySide6", PySide6.__version__)
    assert len(kept) > 20 and size > 1_000_000, "this has changed"
    linecache.clearcache()
    assert not linecache.cache
else:
    assert not kept
PYTHON
echo "without PySide6:"
"$folder/venv/bin/python" "$folder/kept.py"
echo "with PySide6 imported first:"
"$folder/venv/bin/python" "$folder/kept.py" pyside
