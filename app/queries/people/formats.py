"""How somebody needs their papers: the print, and the formats beyond it with who makes them. Source: DAPB1605."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.formats import FormatMaker, FormatNeed
from models.people import Person, Representative
from models.vocabulary.people import OtherFormat, PaperFormat


@dataclass(frozen=True, slots=True)
class MakerRow:
    """Who makes a format; `seen` and the words are empty where the office has named nobody."""

    format: OtherFormat
    seen: int | None
    made_by: str
    reached_at: str

    @property
    def told(self) -> str:
        """Who makes it, and how they are reached; or that nobody is named."""
        who = ", ".join(filter(None, (self.made_by, self.reached_at)))
        return f"made by {who}" if who else "who makes it isn't named in Office yet"


@dataclass(frozen=True, slots=True)
class NeedRow:
    """A format that somebody needs beside print; `whose` is empty for the person's own need."""

    id: UUID
    seen: int
    format: OtherFormat
    detail: str
    whose: str
    maker: MakerRow

    @property
    def named(self) -> str:
        """The format as a paper names it: "Braille", "Interpreter (Polish)"."""
        return named_format(self.format, self.detail)

    @property
    def told(self) -> str:
        """As whoever prints reads it: what is needed, for whom, and who makes it."""
        whose = f" for {self.whose}" if self.whose else ""
        return f"Needs {self.named}{whose}: {self.maker.told}."


@dataclass(frozen=True, slots=True)
class PaperNeeds:
    """In which print somebody reads, and what they need beside it."""

    paper_format: PaperFormat
    others: tuple[NeedRow, ...]


def paper_needs(turn: Turn, *, person: UUID) -> PaperNeeds:
    """Of a person and those who speak for them; standard print for nobody of this office. Three statements."""
    found = select(Person.paper_format).where(Person.id == person, Person.office_id == turn.office)
    return PaperNeeds(turn.session.scalars(found).one_or_none() or PaperFormat.STANDARD, needs_of(turn, person=person))


def needs_of(turn: Turn, *, person: UUID) -> tuple[NeedRow, ...]:
    """The formats beyond print that the person and those who speak for them need now, the person's first."""
    rows = turn.session.execute(
        select(FormatNeed, Representative.name)
        .outerjoin(Representative, Representative.id == FormatNeed.representative_id)
        .where(FormatNeed.person_id == person, FormatNeed.office_id == turn.office, FormatNeed.ended_at.is_(None))
        .order_by(FormatNeed.representative_id.is_not(None), FormatNeed.id)
    ).all()
    by_format = {each.format: each for each in format_makers(turn)} if rows else {}
    return tuple(
        NeedRow(need.id, need.version, need.format, need.detail, name or "", by_format[need.format])
        for need, name in rows
    )


def formats_told(turn: Turn, *, person: UUID) -> tuple[str, ...]:
    """The person's own formats beyond print, as their papers name them."""
    return tuple(_named(needs_of(turn, person=person)))


def formats_of_many(turn: Turn, *, people: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """As `formats_told`, of many people in one statement; who needs print alone isn't in it."""
    rows = turn.session.execute(
        select(FormatNeed.person_id, FormatNeed.format, FormatNeed.detail)
        .where(
            FormatNeed.person_id.in_(people),
            FormatNeed.office_id == turn.office,
            FormatNeed.ended_at.is_(None),
            FormatNeed.representative_id.is_(None),
        )
        .order_by(FormatNeed.id)
    )
    told: dict[UUID, tuple[str, ...]] = {}
    for row in rows:
        told[row.person_id] = (*told.get(row.person_id, ()), named_format(row.format, row.detail))
    return told


def named_format(of_format: OtherFormat, detail: str) -> str:
    """A format as a paper names it: "Braille", "Interpreter (Polish)"."""
    return f"{of_format.label} ({detail})" if detail else of_format.label


def format_makers(turn: Turn) -> tuple[MakerRow, ...]:
    """Every format with who makes it here, in the order of the vocabulary."""
    held = turn.session.scalars(select(FormatMaker).where(FormatMaker.office_id == turn.office))
    known = {each.format: each for each in held}
    return tuple(
        MakerRow(each, known[each].version, known[each].made_by, known[each].reached_at)
        if each in known
        else MakerRow(each, None, "", "")
        for each in OtherFormat
    )


def _named(needs: Iterable[NeedRow]) -> Iterable[str]:
    return (each.named for each in needs if not each.whose)
