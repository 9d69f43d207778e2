"""What each version brought, the newest first."""

from app.desk.parts import own_version
from ui.desk import Desk
from ui.navigation import PageName
from ui.pages.page import Page
from ui.text import plain_day_text
from ui.whats_new import Brought, versions
from ui.widgets.labels_and_buttons import Panel, words


class WhatsNewPage(Page):
    """A panel for each version, a sentence for each thing that can be done since."""

    name = PageName.WHATS_NEW
    says = "What each version brought, the newest first. After a change of version this desk says so once."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.panels: list[Panel] = []
        self.body.addStretch(1)

    def refresh(self) -> None:
        """Read the file that came with the program."""
        self.door.fetch(self, _read).then(self._show, self.notice.say)

    def _show(self, found: tuple[str, tuple[Brought, ...]]) -> None:
        running, told = found
        for each in told[len(self.panels) :]:
            panel = Panel(self.look, f"Version {each.number}", f"whats_new.{len(self.panels) + 1}")
            panel.set_aside(plain_day_text(each.dated) + (", runs here" if each.number == running else ""))
            for sentence in each.says:
                panel.body.addWidget(words(sentence))
            self.body.insertWidget(self.body.count() - 1, panel)
            self.panels.append(panel)
        self.arrived()


def _read() -> tuple[str, tuple[Brought, ...]]:
    """On a worker."""
    return own_version(), versions()
