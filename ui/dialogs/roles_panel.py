"""Which role a title of the list means that could be several: asked once a title, never guessed."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout

from models.values import fold
from models.vocabulary.staff import Role
from ui.theme import GROUP, RELATED, Look
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.labels_and_buttons import words

_ACROSS = 3


class RolesPanel(QFrame):
    """`changed` when a title has got its role; `roles()` are those that have one, by the folded title."""

    changed = Signal()

    def __init__(self, look: Look, titles: Sequence[str], roles: Mapping[str, Role]) -> None:
        super().__init__()
        self.setObjectName("import.roles_panel")
        self.setAccessibleName("Roles that could be several")
        self.boxes: dict[str, ChoiceBox[Role]] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSizeConstraint(QLayout.SizeConstraint.SetMinimumSize)
        grid.setHorizontalSpacing(look.theme.gap(RELATED))
        grid.addWidget(words("What do these titles of the list mean here?", "strong"), 0, 0, 1, _ACROSS * 2)
        for number, title in enumerate(titles):
            box = self.boxes[fold(title)] = ChoiceBox[Role](look, f"import.role.{number + 1}", "Choose a role")
            box.set_choices([(role, role.label) for role in Role])
            box.set_value(roles.get(fold(title)))
            shown = f"“{title}”" if title else "No role said"
            box.setAccessibleName(f"Role for {shown}")
            box.picked.connect(self._picked)
            label = words(shown, "quiet", wrap=False)
            label.setBuddy(box)
            row, across = divmod(number, _ACROSS)
            grid.addWidget(label, row + 1, across * 2)
            grid.addWidget(box, row + 1, across * 2 + 1)
        for across in range(_ACROSS):
            grid.setColumnStretch(across * 2 + 1, 1)
            if across:
                grid.setColumnMinimumWidth(across * 2, look.theme.px(GROUP))

    def roles(self) -> dict[str, Role]:
        """As they are chosen now."""
        chosen = ((title, box.value()) for title, box in self.boxes.items())
        return {title: role for title, role in chosen if role is not None}

    def _picked(self, _role: Role) -> None:
        self.changed.emit()
