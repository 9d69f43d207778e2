"""Every agreement to be made anew, and every one that was and waits for its signature: what is done in one go."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.agreement.renewals import RenewalRow, renewals
from models.agreement import Agreement
from models.costs_of_days import open_interim
from models.episodes import Episode
from models.people import Person
from models.rules.agreement.issued_papers import first_day_of
from models.rules.agreement.renewal import together_lacks
from models.staff import Staff
from models.values import whole_name
from models.vocabulary.people import PaperFormat

TOGETHER = "With the others"


@dataclass(frozen=True, slots=True)
class ToRenew:
    """Somebody who needs a new agreement; `lack` is why theirs isn't issued with the others, empty where it is."""

    due: RenewalRow
    lack: str

    @property
    def how(self) -> str:
        """Issued with the others, or why not."""
        return self.lack or TOGETHER


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A new agreement that was issued and isn't signed yet, in the print in which it is handed over."""

    agreement: UUID
    person: str
    reference: str
    edition: PaperFormat
    issued_at: datetime
    issued_by: str
    from_day: date


@dataclass(frozen=True, slots=True)
class RenewalsPage:
    """Both lists, the soonest first."""

    due: tuple[ToRenew, ...]
    waiting: tuple[WaitingRow, ...]

    @property
    def together(self) -> tuple[RenewalRow, ...]:
        """Those that are issued in one go."""
        return tuple(each.due for each in self.due if not each.lack)


def renewals_page(turn: Turn) -> RenewalsPage:
    """Who needs a new agreement, in two statements more, and which new ones wait for a signature (FUND-5, FUND-7)."""
    due = renewals(turn)
    signed = _signed_last(turn, Episode.id.in_([each.episode for each in due]))
    return RenewalsPage(
        due=tuple(
            ToRenew(each, " ".join(lack.sentence for lack in together_lacks(signed.get(each.episode, ""))))
            for each in due
        ),
        waiting=waiting_renewals(turn),
    )


def signed_last_by_another(turn: Turn, *, episode: UUID) -> str:
    """Who else than the person signed the newest signed agreement of an episode, if anybody did. Source: FUND-5."""
    return _signed_last(turn, Episode.id == episode).get(episode, "")


def waiting_renewals(turn: Turn) -> tuple[WaitingRow, ...]:
    """New agreements of people who have signed one: issued after it, neither signed nor refused (FUND-7)."""
    earlier = aliased(Agreement)
    is_renewal = exists().where(
        earlier.episode_id == Agreement.episode_id,
        earlier.signed_at.is_not(None),
        earlier.issued_at <= Agreement.issued_at,
    )
    rows = turn.session.execute(
        select(
            Agreement.id, Person.given, Person.family, Agreement.reference, Agreement.edition, Agreement.issued_at,
            Staff.name, Agreement.counts_from, Agreement.liable_from,
        )
        .join(Episode, Episode.id == Agreement.episode_id)
        .join(Person, Person.id == Episode.person_id)
        .join(Staff, Staff.id == Agreement.issued_by_id)
        .where(
            open_interim(turn.office),
            Person.death_reported_at.is_(None),
            Person.died_on.is_(None),
            Agreement.signed_at.is_(None),
            Agreement.refused_at.is_(None),
            is_renewal,
        )
        .order_by(Person.family, Person.given, Agreement.reference)
    )  # fmt: skip
    return tuple(
        WaitingRow(
            row.id,
            whole_name(row.given, row.family),
            row.reference,
            row.edition,
            row.issued_at,
            row.name,
            first_day_of(row.counts_from, row.liable_from),
        )
        for row in rows
    )


def _signed_last(turn: Turn, of_them: ColumnElement[bool]) -> dict[UUID, str]:
    """By whom the newest signed agreement of each was signed, where that wasn't the person."""
    rows = turn.session.execute(
        select(Agreement.episode_id, Agreement.signed_by, Agreement.signed_as)
        .join(Episode, Episode.id == Agreement.episode_id)
        .where(of_them, Agreement.office_id == turn.office, Agreement.signed_at.is_not(None))
        .order_by(Agreement.issued_at, Agreement.id)
    )
    newest = {row.episode_id: row for row in rows}
    return {key: row.signed_by for key, row in newest.items() if row.signed_as is not None}
