#!/bin/sh
# Qt: a label's size hint holds the least height that it had when it was first asked, also once that is less.
#
# Version: PySide6-Essentials 6.11.3, Python 3.11 or newer.
# Most expect: `sizeHint()` says what the contents want, and `setMinimumHeight()`, which tells the layouts that the geometry
#   has changed, has the last word; whoever lowers the minimum gets the smaller label.
# What happens: QLabel puts its minimum into the hint and keeps that until its text, font or margins change. Lowering the
#   minimum, even to 0, doesn't count: the hint stays at the old one. A button or a tick box never holds it.
# Why it matters: a program that follows the text size sets its minimums anew. The font has changed just before, so it hangs
#   on who asks for the hint first, the layout or the program: now and then, mostly on a busy machine, a row stays twice as
#   high after the text was made small again, and no number that can be read from the label says why.
# Way round: give labels no least height (let the layout centre them), or set their text anew after lowering it.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet --disable-pip-version-check "PySide6-Essentials==6.11.3"
QT_QPA_PLATFORM=offscreen "$folder/venv/bin/python" - <<'PYTHON'
import PySide6
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton

print("PySide6", PySide6.__version__)
application = QApplication([])


def hint_after(kind: type, asked_between: bool) -> int:
    control = kind("with")
    control.setMinimumHeight(64)
    if asked_between:
        control.sizeHint()
    control.setMinimumHeight(0)
    return control.sizeHint().height()


for kind in (QLabel, QPushButton, QCheckBox):
    usual, asked = hint_after(kind, asked_between=False), hint_after(kind, asked_between=True)
    print(f"{kind.__name__}: least height 64, then 0: hint {usual}; where it was asked in between: {asked}")
    assert (asked == 64) is (kind is QLabel), "this has changed"
    assert usual < 64, "this has changed"

label = QLabel("with")
label.setMinimumHeight(64)
label.sizeHint()
label.setMinimumHeight(0)
label.setText("along")
print(f"QLabel with another text: {label.sizeHint().height()}")
assert label.sizeHint().height() < 64, "this has changed"
PYTHON
