#!/bin/sh
# SQLAlchemy: a union whose first SELECT has two unlabelled null() loses a column once it is read as a subquery.
#
# Version: SQLAlchemy 2.1.9, on SQLite of Python's own.
# Most expect: the columns of a union stand for their places, whatever the first SELECT puts there. Run alone, the union
#   does give its three columns.
# What happens: read as a subquery, the second and third column are one: every row gives the second's value twice. No
#   warning, no error; the number of columns is right.
# Why it matters: null() as a place holder is how unions of different kinds of rows are written. A list then shows one
#   field's value in another field's place: a sum in place of a date, a name in place of a reason.
# Way round: label each null() in the first SELECT.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "SQLAlchemy==2.1.9"
"$folder/venv/bin/python" - <<'PYTHON'
import sqlalchemy as sa

print("SQLAlchemy", sa.__version__)
begun = sa.select(sa.literal(1), sa.null(), sa.null())
named = sa.select(sa.literal(1), sa.null().label("b"), sa.null().label("c"))
other = sa.select(sa.literal(2), sa.literal("second"), sa.literal("third"))
with sa.create_engine("sqlite://").connect() as connection:
    alone = [tuple(row) for row in connection.execute(sa.union_all(begun, other))]
    within = [tuple(row) for row in connection.execute(sa.select(sa.union_all(begun, other).subquery()))]
    labelled = [tuple(row) for row in connection.execute(sa.select(sa.union_all(named, other).subquery()))]
print("the union alone:      ", alone)
print("as a subquery:        ", within)
print("with labelled null(): ", labelled)
whole = [(1, None, None), (2, "second", "third")]
assert alone == labelled == whole
assert within == [(1, None, None), (2, "second", "second")], "this has changed"
PYTHON
