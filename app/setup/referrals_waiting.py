"""Taking over the referrals that wait with an office, as its file tells of them: by the deed that takes one in by hand.

So each rule of that deed holds, and a referral gets the next reference of the office.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy.orm import Session

from app.door.policy import from_then_on
from app.door.turn import Turn
from app.services.referrals.details import Details
from app.services.referrals.taking_in import NewPerson, take_in
from app.setup.entries import entry
from app.setup.people_in_service import Loaded, planned_visit
from models.keys import new_id
from models.values import NhsNumber, Postcode, from_london, london_day
from models.vocabulary.choice import Choice
from models.vocabulary.referrals import ComesFrom, CommunityAim, Pathway, ReferralDocument, ReferralReason, Support

_CHOICES: dict[str, type[Choice]] = {
    "document": ReferralDocument,
    "reason": ReferralReason,
    "pathway": Pathway,
    "comes_from": ComesFrom,
    "community_aim": CommunityAim,
    "support": Support,
}
_TEXTS = (
    "support_text", "exceptional_because", "needs_and_risks", "alternatives_considered", "hospital", "referrer",
)  # fmt: skip


def add_referrals(session: Session, loaded: Loaded, told: Iterable[dict[str, Any]], as_at: datetime) -> None:
    """Take each referral in as it was received, in the name of who took it in; refused by its place in the file."""
    for number, each in enumerate(told, start=1):
        with entry(f"referrals {number}"):
            turn = Turn(
                session=session,
                moment=as_at,
                policy=from_then_on(session, office=loaded.office, moment=as_at, planned={})[0],
                office=loaded.office,
                staff=loaded.staff[each["taken_in_by"]].id,
                operation=new_id(),
                day=london_day(as_at),
            )
            take_in(
                turn,
                person=_person(loaded, each),
                team=loaded.teams[each["team"]].id,
                received_at=from_london(datetime.fromisoformat(each["received"])),
                calls=tuple(planned_visit(visit) for visit in each["visits"]),
                **_details(each),
            )


def _person(loaded: Loaded, told: dict[str, Any]) -> NewPerson:
    return NewPerson(
        given=told["given"],
        family=told["family"],
        born=date.fromisoformat(told["born"]),
        nhs_number=NhsNumber.parse(told["nhs_number"]) if told.get("nhs_number") else None,
        address=told["address"],
        postcode=Postcode.parse(told["postcode"]),
        patch=loaded.patches[told["patch"]].id,
        communication=told.get("communication", ""),
    )


def _details(told: dict[str, Any]) -> Details:
    said: dict[str, Any] = {name: kind(told[name].replace("-", "_")) for name, kind in _CHOICES.items() if name in told}
    said |= {name: told[name] for name in _TEXTS if name in told}
    if "discharge_on" in told:
        said["discharge_on"] = date.fromisoformat(told["discharge_on"])
    return cast("Details", said | {"urgent": bool(told.get("urgent"))})
