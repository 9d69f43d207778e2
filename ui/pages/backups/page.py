"""The backups of these records: where they are, how the last one stands, one made now, one checked, one restored."""

from functools import partial
from pathlib import Path

from app.backups.errands import Stands
from app.backups.kept import Kept
from app.backups.making import Made
from app.backups.restoring import Restored
from app.door.errors import Refused, Unavailable
from app.door.progress import Reached
from ui.backups_keeper import BackupsKeeper, percent
from ui.desk import Desk
from ui.dialogs.files import DATABASE, open_folder, save_file
from ui.navigation import PageName
from ui.pages.page import Page
from ui.states import State
from ui.tables.row_table_model import Column, RowTableModel
from ui.tables.table_view import TableView
from ui.text import moment_text
from ui.widgets.labels_and_buttons import Panel, button, buttons, set_voice, words


class BackupsPage(Page):
    """For whoever looks after the records: every finished backup was restored and compared when it was made."""

    name = PageName.BACKUPS
    says = "Each is restored into a scratch copy and compared table by table before it counts."

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        look = self.look
        self.standing = words("", "strong", "backups.standing")
        self.why = words("", "", "backups.why")
        self.place = words("", "", "backups.place")
        self.doing = words("", "quiet", "backups.doing")
        self.make = button(look, "&Back up now", "backups.make", kind="primary")
        self.cancel = button(look, "Ca&ncel", "backups.cancel")
        self.choose = button(look, "Choose &folder…", "backups.choose")
        self.check = button(look, "Check &this one", "backups.check")
        self.restore = button(look, "&Restore into a new file…", "backups.restore")
        self.kept = Panel(look, "In this folder", "backups.kept_panel")
        self.list = TableView(
            look, RowTableModel(_columns(desk), _name_of), "backups.list", "Backups", preferences=desk.preferences
        )
        self._build()
        self._join()

    def refresh(self) -> None:
        """How it stands, and what is in the folder."""
        keeper = self.desk.shared.backups
        if keeper is None:
            return
        keeper.look()
        self.door.fetch(self, keeper.errands.kept).then(self._show_kept, self.notice.say, latest="backups.kept")

    def _join(self) -> None:
        self.make.clicked.connect(self._make)
        self.choose.clicked.connect(self._choose)
        self.check.clicked.connect(self._check)
        self.restore.clicked.connect(self._restore)
        for each in (self.make, self.cancel, self.choose, self.check, self.restore):
            each.setEnabled(False)
        if self.desk.shared.backups is not None:
            self._begin(self.desk.shared.backups)
        else:  # the page was opened before the window was complete
            self.desk.shared.backups_begun.connect(self._begun)

    def _begun(self) -> None:
        if self.desk.shared.backups is not None:
            self._begin(self.desk.shared.backups)
            self.ask_again()

    def _begin(self, keeper: BackupsKeeper) -> None:
        self.cancel.clicked.connect(keeper.cancel)
        keeper.stood.connect(self._show)
        keeper.doing.connect(self._show_making)
        keeper.ended.connect(self._ended)
        for each in (self.make, self.choose):
            each.setEnabled(True)

    def _show(self, stands: Stands) -> None:
        self.standing.setText(stands.standing.words)
        set_voice(self.standing, State.OVERDUE.value if stands.standing.is_bad else "strong")
        self.standing.setVisible(bool(stands.standing.words))
        self.why.setText(stands.standing.why)
        self.why.setVisible(bool(stands.standing.why))
        is_here = stands.folder is not None
        self.place.setText(f"Folder: {stands.folder}. {stands.says}" if is_here else stands.says)
        for each in (self.make, self.cancel, self.choose, self.kept):  # a server's are made at the server
            each.setVisible(is_here)
        self.arrived()

    def _show_kept(self, kept: tuple[Kept, ...]) -> None:
        self.list.show_rows(kept)
        self.list.choose_first()  # the deeds below are about the chosen one
        for each in (self.check, self.restore):
            each.setEnabled(bool(kept))

    def _make(self) -> None:
        if self.desk.shared.backups is not None:
            self.desk.shared.backups.make()
            self.cancel.setEnabled(True)
            self.make.setEnabled(False)

    def _show_making(self, reached: Reached) -> None:
        self.cancel.setEnabled(True)
        self.make.setEnabled(False)
        self._show_doing(reached)

    def _show_doing(self, reached: Reached) -> None:
        self.doing.setText(percent(reached))

    def _ended(self, answer: Made | Refused | Unavailable) -> None:
        self.doing.setText("")
        self.cancel.setEnabled(False)
        self.make.setEnabled(True)
        if isinstance(answer, Made):
            self.notice.tell(f"{answer.file.name} is made: restored into a scratch copy and compared.")
        else:
            self.notice.say(answer)
        self.refresh()

    def _choose(self) -> None:
        folder = open_folder(self, self.desk.preferences, "Choose the folder for backups")
        if folder is not None and self.desk.shared.backups is not None:
            chosen = partial(self.desk.shared.backups.errands.choose, folder)
            self.door.fetch(self, chosen).then(lambda _nothing: self.refresh(), self.notice.say)

    def _check(self) -> None:
        chosen = self._chosen()
        keeper = self.desk.shared.backups
        if chosen is not None and keeper is not None:
            progress = self.door.tasks.progress(self, self._show_doing)
            self.door.fetch(self, partial(keeper.errands.checked, chosen, progress)).then(self._checked, self._failed)

    def _checked(self, said: str) -> None:
        self.doing.setText("")
        self.notice.tell(said)

    def _failed(self, trouble: Refused | Unavailable) -> None:
        self.doing.setText("")
        self.notice.say(trouble)

    def _restore(self) -> None:
        chosen, keeper = self._chosen(), self.desk.shared.backups
        if chosen is None or keeper is None:
            return
        proposed = Path(f"{chosen.stem} restored.sqlite")
        target = save_file(self, self.desk.preferences, "Restore into a new file", proposed, DATABASE, adds_to=True)
        if target is not None:
            progress = self.door.tasks.progress(self, self._show_doing)
            errand = partial(keeper.errands.restored, chosen, target, progress)
            self.door.fetch(self, errand).then(self._restored, self._failed)

    def _restored(self, made: Restored) -> None:
        self.doing.setText("")
        self.notice.tell(" ".join(made.sentences))

    def _chosen(self) -> Path | None:
        row = self.list.current()
        return row.file if row is not None else None

    def _build(self) -> None:
        now = Panel(self.look, "How it stands", "backups.now_panel")
        for each in (self.standing, self.why, self.place, self.doing):
            now.body.addWidget(each)
        now.body.addLayout(buttons(self.look, self.make, self.cancel, self.choose))
        self.kept.body.addWidget(self.list)
        self.kept.body.addLayout(buttons(self.look, self.check, self.restore))
        self.body.addWidget(now)
        self.body.addWidget(self.kept)
        self.body.setStretchFactor(self.kept, 1)


def _name_of(kept: Kept) -> str:
    return kept.file.name


def _columns(desk: Desk) -> tuple[Column[Kept], ...]:
    return (
        Column(
            "when", "Made", lambda kept: moment_text(kept.begun, desk.clock.now()), lambda kept: kept.begun, width=160
        ),
        Column("size", "Size", lambda kept: f"{kept.size / 1_000_000:.1f} MB", lambda kept: kept.size, width=90),
        Column("verified", "Restored and compared", _verified, state=_state, width=200),
        Column("file", "File", _name_of, quiet=True),
    )


def _verified(kept: Kept) -> str:
    return "Yes, when it was made" if kept.is_verified else "Not known: check it"


def _state(kept: Kept) -> State | None:
    return State.DONE if kept.is_verified else State.OVERDUE
