#!/bin/sh
# Starts Homeward with the Python of this folder, wherever it lies; -I: nothing of this user's or machine's own Python.
here=$(dirname "$(readlink -f "$0")")
exec "$here/bin/@PYTHON@" -I -X utf8 -m app@WORDS@
