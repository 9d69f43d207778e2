"""The MDT pack: everybody whom a meeting talks about, a block each with room to write (MDT-1, MDT-2).

It is for the members of the meeting. Suggestions are put to it, never decided; nobody who has died has any.
"""

from dataclasses import dataclass
from datetime import date, datetime

from reportlab.platypus import Flowable

from reports.layout.day_and_time import counted, moment_in_words, short_day
from reports.layout.flowables import heading
from reports.layout.page import make
from reports.layout.sheet import DeskFurniture, Sheet, block, lines, together
from reports.layout.styles import Edition
from reports.layout.tagging import Node
from reports.layout.text import Markup, bold, typed

_VERSION = "v1"
_KEEP_SAFE = "Personal: lock away, then shred"


@dataclass(frozen=True, slots=True, kw_only=True)
class PackGoal:
    """A goal: `beside` is said with its statement, `standing` is its state and target, `letters` its last rated visits.

    They are the oldest first.
    """

    number: int
    statement: str
    beside: tuple[str, ...]
    standing: str
    letters: str
    says: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PackPerson:
    """One person as the meeting talks about them; `mark` is what must not be missed, in sentences."""

    name: str
    mosaic_id: str
    patch: str
    mark: tuple[str, ...]
    because: str
    support: str
    hours: str
    then_and_now: str
    calls: str
    setter: str
    goals: tuple[PackGoal, ...]
    to_discuss: tuple[str, ...]
    actions: tuple[str, ...]
    said_before: tuple[str, ...]
    decided_before: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MdtPackPaper:
    """The agenda of one team's meeting at a moment; `general` are actions about nobody on it.

    `as_before` are those whom the last meeting left as they are, a line each.
    """

    council: str
    office: str
    team: str
    kind: str
    made_at: datetime
    day: date
    last_held_at: datetime | None
    members: tuple[str, ...]
    general: tuple[str, ...]
    people: tuple[PackPerson, ...]
    as_before: tuple[str, ...]
    no_goals: str


def render(paper: MdtPackPaper, edition: Edition = Edition.STANDARD) -> bytes:
    """The pack as PDF, with a bookmark to each person; the same paper gives the same bytes."""
    furniture = DeskFurniture(
        title=f"{paper.kind}: {paper.team}, {short_day(paper.day)}",
        council=paper.council,
        reference=f"MDT-{paper.made_at:%Y%m%d-%H%M}",
        person=_KEEP_SAFE,
        wording=_VERSION,
        edition=edition,
    )

    def story(root: Node) -> list[Flowable]:
        sheet = Sheet(furniture.scale, root)
        people = (each for one in paper.people for each in _person(sheet, paper, one))
        return [*_opening(sheet, paper), *people, *_as_before(sheet, paper)]

    return make(furniture, story)


def _opening(sheet: Sheet, paper: MdtPackPaper) -> list[Flowable]:
    last = f"The last one was held at {moment_in_words(paper.last_held_at)}." if paper.last_held_at else ""
    about = f"{paper.office}, {paper.team}. As it stood at {moment_in_words(paper.made_at)}. {last}"
    everybody = len(paper.people) + len(paper.as_before)
    people = f"{counted(everybody, 'person', 'people')} on the agenda"
    people += f", {len(paper.as_before)} as the last meeting left them" if paper.as_before else ""
    shown: list[Flowable] = [
        sheet.title(f"{paper.kind}, {short_day(paper.day)}"),
        sheet.say(typed(about)),
        sheet.say(bold(people if everybody else "Nobody is on the agenda")),
    ]
    if paper.members:
        shown.append(sheet.say(Markup(f"{bold('Expected:')} {typed('; '.join(paper.members))}")))
    if paper.general:
        shown += [*sheet.part("Actions about nobody on the agenda"), *sheet.listed(paper.general)]
    return [*shown, sheet.scale.space()]


def _person(sheet: Sheet, paper: MdtPackPaper, one: PackPerson) -> list[Flowable]:
    """All of somebody stays on one page as long as one holds it, with the room to write at its end."""
    about = " · ".join(part for part in (one.mosaic_id, one.patch, one.support) if part)
    told: list[Flowable] = [heading(one.name, sheet.scale.heading(), sheet.root, 2)]
    told += [sheet.say(bold(each)) for each in one.mark]
    told.append(sheet.say(typed(about)))
    told += sheet.facts(
        ("On the agenda", typed(one.because)),
        ("Support now", lines((one.hours, one.then_and_now, one.calls))),
        ("Goal setter", typed(one.setter)),
    )
    told += [_goals(sheet, one.goals)] if one.goals else [sheet.say(typed(paper.no_goals))]
    told.append(sheet.scale.space())
    for title, texts in (
        ("To talk about", one.to_discuss),
        ("Actions", one.actions),
        ("Said last time", one.said_before),
        ("Decided before", one.decided_before),
    ):
        if texts:
            told += [sheet.topic(typed(title)), *sheet.listed(texts)]
    room = sheet.to_write("What the person says", "Decided", "Next step, by whom, by when")
    if sheet.scale.is_large:
        return [*block(sheet.scale, told), *block(sheet.scale, [room]), sheet.scale.space()]
    return [together([*told, sheet.scale.space(), room]), sheet.scale.space()]


def _as_before(sheet: Sheet, paper: MdtPackPaper) -> list[Flowable]:
    """Whom nothing has changed for, and room for a word about any of them."""
    if not paper.as_before:
        return []
    told = [*sheet.part("As the last meeting left them", 6), *sheet.listed(paper.as_before)]
    return [*told, sheet.scale.space(), sheet.to_write("Carry on as now, but")]


def _goals(sheet: Sheet, goals: tuple[PackGoal, ...]) -> Flowable:
    rows = [
        (
            Markup(
                "<br/>".join([bold(f"{each.number}. {each.statement}"), *map(typed, (*each.beside, each.standing))])
            ),
            Markup("<br/>".join([bold(each.letters or "None"), *map(typed, each.says)])),
        )
        for each in goals
    ]
    return sheet.grid(("Goal", "Last rated visits, and what they suggest"), rows, (1.15, 1))
