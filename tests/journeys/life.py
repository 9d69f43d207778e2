"""One person in a small office, brought through the service by its real use cases, as desks would do it.

`Life.do` does any use case with what a desk that has just looked calls `seen`, and writes down that it was done;
`Life.lines` and `Life.next` are what Today and the person's page say.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from app.door.changes import Changes
from app.door.turn import Turn
from app.queries.today.next_dates import NextDate, next_of
from app.queries.today.prompts import PromptRow, today
from app.services.referrals import taking_in
from models.agreement import Agreement
from models.breaks import Break
from models.episodes import Episode
from models.expected import ExpectedChange
from models.goals import Goal
from models.meetings import Action
from models.people import Person
from models.plans import Plan
from models.reassessments import Reassessment
from models.referrals import InformationRequest, Referral
from models.transfer import Transfer
from models.vocabulary.referrals import ReferralDocument, ReferralReason, Support
from tests.builders import SmallOffice, visit
from tests.standing import seen_now

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
_KINDS: dict[str, type[Any]] = {
    "referral": Referral, "request": InformationRequest, "transfer": Transfer, "break_": Break, "goal": Goal,
    "plan": Plan, "agreement": Agreement, "action": Action, "episode": Episode, "person": Person,
    "expected": ExpectedChange, "reassessment": Reassessment,
}  # fmt: skip


@dataclass
class Life:
    """`desk` is who sits there; `done` the deeds in their order, by name."""

    office: SmallOffice
    person: UUID
    desk: str = "DSO"
    done: list[str] = field(default_factory=list)

    def do(self, deed: Callable[..., Changes], **told: Any) -> UUID | None:
        """Do a use case now; what it made."""
        told = {"seen": self.seen(told)} | told if "seen" in _names(deed) else told

        def work(turn: Turn) -> Changes:
            known = seen_now(turn, deed, {name: said for name, said in told.items() if name != "seen"})
            return deed(turn, **told | {name: said for name, said in known.items() if name in _names(deed)})

        made = self.office.work(self.desk).write(work).made
        self.done.append(deed.__name__)
        return made

    def seen(self, told: dict[str, Any]) -> int | None:
        """The version of the record that is named, as it is stored."""
        name = next((each for each in _KINDS if each in told), None)
        return None if name is None or told[name] is None else self.office.version(_KINDS[name], told[name])

    def lines(self) -> tuple[PromptRow, ...]:
        """What stands on Today about this person."""
        return tuple(row for row in self.office.ask(today) if row.person_id == self.person)

    def next(self) -> NextDate | None:
        """What the person's page says of it."""
        return self.office.ask(next_of, person=self.person)

    # --- the records that stand now --------------------------------------------------------------------------

    @property
    def referral(self) -> Referral:
        """The newest referral."""
        return self.newest(Referral, Referral.person_id == self.person)

    @property
    def episode(self) -> Episode | None:
        """The open episode, else the newest that wasn't undone."""
        found = self.all_of(Episode, Episode.person_id == self.person, Episode.undone_at.is_(None))
        return next((each for each in found if each.ended_at is None), found[-1] if found else None)

    @property
    def transfer(self) -> Transfer | None:
        """The transfer that goes out from the episode, or led to it."""
        mine = select(Episode.id).where(Episode.person_id == self.person)
        found = self.all_of(Transfer, Transfer.episode_id.in_(mine), Transfer.abandoned_at.is_(None))
        return found[-1] if found else None

    @property
    def open_break(self) -> Break | None:
        """The break that hasn't ended."""
        mine = select(Episode.id).where(Episode.person_id == self.person)
        found = self.all_of(Break, Break.episode_id.in_(mine), Break.returned_at.is_(None))
        return found[-1] if found else None

    def newest(self, kind: type[Any], *where: Any) -> Any:
        """The newest record of a kind."""
        return self.all_of(kind, *where)[-1]

    def all_of(self, kind: type[Any], *where: Any) -> list[Any]:
        """Records in the order in which they were made."""
        with self.office.database.reading() as session:
            return list(session.scalars(select(kind).where(*where).order_by(kind.id)))


def refer(office: SmallOffice, *, desk: str = "DSO", **details: Any) -> Life:
    """Somebody is referred: all is said that acceptance asks for."""
    life = Life(office, office.a_person(**details.pop("person", {})), desk)
    told = {
        "team": office.teams["North"], "document": ReferralDocument.SHORT_TERM,
        "reason": ReferralReason.NEW_HOME_CARE, "support": Support.NONE, "referrer": "Ward 4",
        "needs_and_risks": "Weak after pneumonia", "alternatives_considered": "Daughter works nights",
        "calls": (visit(),),
    } | details  # fmt: skip
    life.do(taking_in.take_in, person=life.person, **told)
    return life


def _names(deed: Callable[..., Changes]) -> tuple[str, ...]:
    code = deed.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
