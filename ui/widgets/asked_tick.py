"""The answer to what a refusal asks about a day: shown once it is asked, and gone when another day is typed."""

from typing import Any

from PySide6.QtWidgets import QWidget

from app.door.errors import Refused, Unavailable
from ui.language import call
from ui.widgets.press import Tick
from ui.widgets.typed_edit import TypedEdit


class AskedTick(Tick):
    """`hear` a refusal; the last part of the name is the field that the rule names when it asks."""

    def __init__(self, name: str, label: str, about: TypedEdit[Any], parent: QWidget | None = None) -> None:
        super().__init__(label, parent)
        self.setObjectName(name)
        call(self, label.replace("&", ""))
        self.hide()
        about.value_changed.connect(self._another)

    def hear(self, trouble: Refused | Unavailable) -> None:
        """Show the question's answer where this is what the refusal asks."""
        key = self.objectName().rpartition(".")[2]
        if isinstance(trouble, Refused) and any(lack.field == key for lack in trouble.lacks):
            self.show()

    def is_told(self) -> bool:
        """Whether it was asked, and the answer is yes."""
        return self.isChecked() and not self.isHidden()

    def _another(self, _value: object) -> None:
        self.setChecked(False)
        self.hide()
