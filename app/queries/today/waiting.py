"""What waits on others: asked of whom, since when, last chased; each with a message that asks again."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache, partial
from typing import Any, TypeAlias
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, func, null, select, union_all
from sqlalchemy.orm import aliased

from app.door.turn import Turn
from app.queries.statement import AnyRow
from models.base import first_there
from models.chc import ChcInService, chc_now, is_of_this_run
from models.episodes import Episode
from models.owners_of_days import team_of_day, team_of_referral_of_day
from models.people import Person
from models.referrals import InformationRequest, Referral
from models.rules.today.chasing import Asked, chaser_text
from models.staff import Staff
from models.teams import Team
from models.together import Together
from models.transfer import Chaser, Transfer
from models.values import whole_name
from models.vocabulary.today import ChaserAbout


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingRow:
    """Something asked of somebody else; `version` is of information, `about` says it of all else."""

    key: UUID
    person_id: UUID
    person: str
    what: str
    of_whom: str
    telephone: str
    asked_at: datetime
    chased_at: datetime | None
    field: str
    message: str
    team_id: UUID
    version: int = 0
    referral_id: UUID | None = None
    episode_id: UUID | None = None
    about: ChaserAbout | None = None

    @property
    def record(self) -> UUID | None:
        """Where it is settled: at a referral, else at an episode."""
        return self.referral_id or self.episode_id


Unsigned: TypeAlias = Callable[[AnyRow], WaitingRow]  # a row but for whoever signs its message


def waiting_on_others(together: Together, turn: Turn, team: UUID | None) -> Callable[[], tuple[WaitingRow, ...]]:
    """Information asked for, CHC's own provider, an offer by Brokerage: what was asked longest ago first.

    Of one team or all, in four statements, asked along with other questions: gives what is to be called for the answer.
    Source: OPG 1.3, 2.1, 5.1 (REF-3, REF-8, INT-1).
    """
    signature = together.ask(_signature, turn)
    parts = [together.ask(each, turn) for each in (_information, _chc, _brokerage)]

    def answer() -> tuple[WaitingRow, ...]:
        signed = signature()
        rows = [made(signed) for part in parts for made in part()]
        return tuple(
            sorted(
                (row for row in rows if _is_of(row, team)),
                key=lambda row: (row.chased_at or row.asked_at, row.asked_at, row.person),
            )
        )

    return answer


def _signature(turn: Turn) -> AnyRow:
    return turn.session.execute(
        select(Staff.name, Staff.telephone, func.coalesce(Team.name, "").label("team"))
        .outerjoin(Team, Team.id == Staff.team_id)
        .where(Staff.id == turn.staff)
    ).one()


def _information(turn: Turn) -> list[Unsigned]:
    """What was asked about a referral and hasn't come."""
    return [partial(_of_information, row) for row in turn.session.execute(_asked(turn.office, turn.day))]


@lru_cache(maxsize=2)
def _asked(office: UUID, day: date) -> Select[*tuple[Any, ...]]:
    """Made once a day, as the other statements here: it takes longer to make than to answer."""
    return (
        select(
            InformationRequest.id, InformationRequest.version, InformationRequest.what, InformationRequest.of_whom,
            InformationRequest.asked_at, InformationRequest.chased_at, InformationRequest.asked_by_id,
            Referral.id.label("referral_id"), Referral.reference, Referral.referrer_telephone,
            team_of_referral_of_day(day).label("team_id"),
            Person.id.label("person_id"), Person.given, Person.family,
        )
        .join(Referral, Referral.id == InformationRequest.referral_id)
        .join(Person, Person.id == Referral.person_id)
        .where(
            InformationRequest.office_id == office,
            InformationRequest.received_at.is_(None),
            Referral.outcome.is_(None),
            Person.death_reported_at.is_(None),
        )
    )  # fmt: skip


def _of_information(row: AnyRow, signed: AnyRow) -> WaitingRow:
    return WaitingRow(
        key=row.id,
        person_id=row.person_id,
        person=_name(row),
        what=row.what,
        of_whom=row.of_whom,
        telephone=row.referrer_telephone,
        asked_at=row.asked_at,
        chased_at=row.chased_at,
        field="referrals.information",
        message=_message(row, signed, row.of_whom, row.what, row.reference, row.asked_at, row.chased_at),
        team_id=row.team_id,
        version=row.version,
        referral_id=row.referral_id,
    )


def _chc(turn: Turn) -> list[Unsigned]:
    """A provider of CHC's own, asked for at a referral, or while somebody is in service; once a person."""
    rows: Iterable[AnyRow] = turn.session.execute(_asked_of_chc(turn.office, turn.day)).all()
    told = {row.person_id for row in rows if row.episode_id is not None}
    return [partial(_of_chc, row) for row in rows if row.episode_id is not None or row.person_id not in told]


@lru_cache(maxsize=2)
def _asked_of_chc(office: UUID, day: date) -> CompoundSelect[*tuple[Any, ...]]:
    chased = select(func.max(Chaser.chased_at)).where(Chaser.referral_id == Referral.id).scalar_subquery()
    served = (Episode.person_id == Referral.person_id) & Episode.ended_at.is_(None)
    chc = chc_now(office, _whom_chc_was_asked_about(office))
    at_referrals = (
        select(
            Referral.id, Referral.reference, team_of_referral_of_day(day).label("team_id"),
            Referral.chc_asked_at, null(),
            Person.id, Person.given, Person.family, chased,
        )
        .join(Person, Person.id == Referral.person_id)
        .outerjoin(Episode, served)
        .outerjoin(chc, chc.c.episode_id == Episode.id)
        .where(
            *_is_asked_for(office), chc.c.transferred_at.is_(None), Person.death_reported_at.is_(None),
            Referral.outcome.is_(None) | chc.c.episode_id.is_not(None),
        )
    )  # fmt: skip
    recorded = aliased(Episode)
    in_service = (
        select(
            ChcInService.id, Person.mosaic_id.label("reference"), team_of_day(day).label("team_id"),
            ChcInService.asked_at,
            Episode.id.label("episode_id"), Person.id.label("person_id"), Person.given, Person.family,
            ChcInService.chased_at,
        )
        .join(recorded, recorded.id == ChcInService.episode_id)
        .join(Episode, is_of_this_run(recorded))
        .join(Person, Person.id == Episode.person_id)
        .join(chc, chc.c.episode_id == Episode.id)
        .where(
            ChcInService.office_id == office, ChcInService.withdrawn_at.is_(None),
            ChcInService.asked_at.is_not(None), chc.c.transferred_at.is_(None), Episode.ended_at.is_(None),
            Person.death_reported_at.is_(None),
        )
    )  # fmt: skip
    return union_all(in_service, at_referrals)


def _whom_chc_was_asked_about(office: UUID) -> CompoundSelect[UUID]:
    """The few people about whom the statement asks, so that it looks through nobody else's records."""
    in_service = (
        select(Episode.person_id)
        .join(ChcInService, ChcInService.episode_id == Episode.id)
        .where(
            ChcInService.office_id == office, ChcInService.withdrawn_at.is_(None), ChcInService.asked_at.is_not(None)
        )
    )
    return union_all(select(Referral.person_id).where(*_is_asked_for(office)), in_service)


def _is_asked_for(office: UUID) -> tuple[Any, ...]:
    """Whether CHC was asked for at a referral, and didn't take over."""
    asked = (Referral.chc_asked_at.is_not(None), Referral.chc_transferred_at.is_(None))
    return (Referral.office_id == office, Referral.chc, *asked)


def _of_chc(row: AnyRow, signed: AnyRow) -> WaitingRow:
    what = "a provider of CHC's own, to take the support over"
    return WaitingRow(
        key=row.id,
        person_id=row.person_id,
        person=_name(row),
        what=what[0].upper() + what[1:],
        of_whom="CHC",
        telephone="",
        asked_at=row.asked_at,
        chased_at=row.chased_at,
        field="plans.chc" if row.episode_id is not None else "referrals.chc",
        message=_message(row, signed, "CHC", what, row.reference or "", row.asked_at, row.chased_at),
        team_id=row.team_id,
        referral_id=row.id if row.episode_id is None else None,
        episode_id=row.episode_id,
        about=ChaserAbout.CHC,
    )


def _brokerage(turn: Turn) -> list[Unsigned]:
    return [partial(_of_brokerage, row) for row in turn.session.execute(_asked_of_brokerage(turn.office, turn.day))]


@lru_cache(maxsize=2)
def _asked_of_brokerage(office: UUID, day: date) -> Select[*tuple[Any, ...]]:
    chased = select(func.max(Chaser.chased_at)).where(Chaser.transfer_id == Transfer.id).scalar_subquery()
    return (
        select(
            Transfer.id, Transfer.sent_to_brokerage_at, Episode.id.label("episode_id"),
            team_of_day(day).label("team_id"),
            Person.id.label("person_id"), Person.given, Person.family, Person.mosaic_id,
            chased.label("chased_at"),
        )
        .join(Episode, Episode.id == first_there(Transfer.to_episode_id, Transfer.episode_id))
        .join(Person, Person.id == Episode.person_id)
        .where(
            Transfer.office_id == office, Transfer.sent_to_brokerage_at.is_not(None),
            Transfer.offer_at.is_(None), Transfer.abandoned_at.is_(None), Episode.ended_at.is_(None),
            Person.death_reported_at.is_(None),
        )
    )  # fmt: skip


def _of_brokerage(row: AnyRow, signed: AnyRow) -> WaitingRow:
    what = "an offer from a provider for the long-term package"
    about = f"MOSAIC {row.mosaic_id}" if row.mosaic_id else ""
    return WaitingRow(
        key=row.id,
        person_id=row.person_id,
        person=_name(row),
        what=what[0].upper() + what[1:],
        of_whom="Brokerage",
        telephone="",
        asked_at=row.sent_to_brokerage_at,
        chased_at=row.chased_at,
        field="transfer.conditions",
        message=_message(row, signed, "Brokerage", what, about, row.sent_to_brokerage_at, row.chased_at),
        team_id=row.team_id,
        episode_id=row.episode_id,
        about=ChaserAbout.BROKERAGE,
    )


def _message(
    row: AnyRow, signed: AnyRow, of_whom: str, what: str, reference: str, asked: datetime, chased: datetime | None
) -> str:
    return chaser_text(
        Asked(
            of_whom=of_whom,
            what=what,
            person=_name(row),
            reference=reference,
            asked_at=asked,
            chased_at=chased,
            by=signed.name,
            team=signed.team,
            telephone=signed.telephone,
        )
    )


def _is_of(row: WaitingRow, team: UUID | None) -> bool:
    return team in {None, row.team_id}


def _name(row: AnyRow) -> str:
    return whole_name(row.given, row.family)
