"""What the letters about who pays have in common, and the head of every letter: what is told, questions with answers.

A letter is for the person who pays a part, or nothing: nobody signs it, and no sum stands in it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from reportlab.platypus import Flowable, KeepTogether

from models.vocabulary.episodes import EpisodeKind
from reports.agreement.paper import Reach
from reports.layout.day_and_time import address_line, counted, day_in_words, short_day, unbroken
from reports.layout.flowables import paragraph
from reports.layout.page import Furniture, Standing, furniture_of
from reports.layout.styles import Edition
from reports.layout.tables import panel
from reports.layout.text import typed
from reports.layout.told import Told
from reports.layout.wording import Wording

NIGHT = ("ask.out_of_hours", "ask.emergency")  # on everything that lies in the home


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterPaper:
    """One letter as it is printed. Source: OPG 5.5 (FUND-2); good practice (FUND-6).

    `shared_from` is the first day on which a co-funder's share counts, none while it is not known; `formats` are those
    beyond print in which the reader gets it too.
    """

    reference: str
    written_on: date
    council: str
    person: str
    preferred_name: str
    address: tuple[str, ...]
    kind: EpisodeKind
    team: str
    dso: Reach
    case_coordinator: Reach
    complaints: Reach
    finance: Reach
    begins_on: date
    break_days: int
    shared_from: date | None = None
    out_of_hours: Reach | None = None
    facts: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    wording: str = "v1"

    def __post_init__(self) -> None:
        """Refuse a short-term episode: nothing printed for it may speak of who pays (FUND-1)."""
        if self.kind is EpisodeKind.SHORT_TERM:
            raise ValueError("The Short Term Service is free: there is no letter about who pays for it.")


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSheet(Told):
    """What a letter is written with."""

    paper: LetterPaper


def furniture(paper: LetterPaper, words: Wording, edition: Edition, standing: Standing) -> Furniture:
    """The page around a letter; one that isn't issued is a marked draft without number."""
    return furniture_of(paper, words, edition, standing=standing)


class Addressed(Protocol):
    """What the head of a letter says of whom it is for."""

    @property
    def person(self) -> str: ...  # noqa: D102
    @property
    def preferred_name(self) -> str: ...  # noqa: D102
    @property
    def address(self) -> tuple[str, ...]: ...  # noqa: D102
    @property
    def written_on(self) -> date: ...  # noqa: D102
    @property
    def formats(self) -> tuple[str, ...]: ...  # noqa: D102


def opening(sheet: LetterSheet, *, is_draft: bool) -> list[Flowable]:
    """Address, date, title and greeting, then in a few words what the letter says."""
    return head(sheet, sheet.paper, values(sheet.paper), ("summary.news", "summary.help"), is_draft=is_draft)


def head(told: Told, to: Addressed, said: dict[str, str], summary: Iterable[str], *, is_draft: bool) -> list[Flowable]:
    """As `opening`, of any letter: `said` fills the places of the phrases named in `summary`."""
    scale, root = told.scale, told.root
    address = [paragraph(typed(text), scale.cell(), root) for text in (to.person, address_line(to.address))]
    day = paragraph(typed(short_day(to.written_on)), scale.text(), root)
    title = paragraph(typed(told.words.text("title")), scale.title(), root, "H1")
    top: list[Flowable] = [*address, scale.space(), day, title]
    if is_draft:
        top.append(told.say(root, "draft"))
    if to.formats:
        top.append(told.say(root, "also_as", formats=", ".join(to.formats)))
    lines = [told.say(root, "summary.greeting", name=to.preferred_name or to.person)]
    lines += [told.say(root, name, **said) for name in summary if told.has(name)]
    return [*top, panel(lines, scale.room, scale)]


def answers(sheet: LetterSheet, *told: tuple[str, tuple[str, ...]]) -> list[Flowable]:
    """Each question on one page with its answer; what these words don't ask is left out."""
    return list(_together(sheet, told))


def values(paper: LetterPaper) -> dict[str, str]:
    """What may stand in the {places} of a letter: whom to call, and the days."""
    said = {"team": paper.team, "council": paper.council, "begins": day_in_words(paper.begins_on)}
    said["days"] = counted(paper.break_days, "day")
    if paper.out_of_hours is not None:
        said["night"] = unbroken(paper.out_of_hours.telephone)
    if paper.shared_from is not None:
        said["from"] = day_in_words(paper.shared_from)
    named = (("dso", paper.dso), ("coordinator", paper.case_coordinator), ("finance", paper.finance))
    for role, whom in (*named, ("complaints", paper.complaints)):
        said |= {role: whom.name, f"{role}_telephone": unbroken(whom.telephone)}
    return said


def _together(sheet: LetterSheet, told: Iterable[tuple[str, tuple[str, ...]]]) -> Iterable[Flowable]:
    without = set() if sheet.paper.out_of_hours else {"ask.out_of_hours"}
    for question, names in told:
        kept = (name for name in names if name not in without)
        said = sheet.answer(sheet.root, question, *kept, **values(sheet.paper))
        if said:
            yield KeepTogether(said)
