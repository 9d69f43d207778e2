"""What is known of a person and of those who speak for them; how a death is recorded stands in `deaths`."""

from typing import Unpack
from uuid import UUID

from app.door.changes import Changes, Topic, changes
from app.door.errors import Refused, refuse_if
from app.door.turn import Turn
from app.services.deed import add, load, look
from app.services.owners.carrying import write_patch
from app.services.people.invented import NumbersHere
from models.people import Person, Representative
from models.person_details import PersonDetails
from models.rules.agreement.signing import evidence_lacks, representative_lacks
from models.rules.people.naming import length_lacks, naming_lacks
from models.rules.referrals.suitability import birth_date_lacks
from models.values import NhsNumber, NotAValue, Postcode, folded_names
from models.vocabulary.agreement import Authority
from models.vocabulary.people import PaperFormat


def change_person(turn: Turn, *, person: UUID, seen: int, **details: Unpack[PersonDetails]) -> Changes:
    """Set what a form says; an NHS number or a postcode that can't be one is refused in words."""
    record = load(turn, Person, person, seen=seen)
    refuse_if(
        (
            *birth_date_lacks(details.get("born"), turn.day),
            *naming_lacks(details.get("given", record.given), details.get("family", record.family)),
            *length_lacks(details),
        )
    )
    if "patch_id" in details:
        write_patch(turn, record, details.pop("patch_id"))
    stored = {name: _checked(name, said) for name, said in details.items()}
    number = stored.get("nhs_number")
    if isinstance(number, str) and number != record.nhs_number:
        refuse_if(NumbersHere(turn.session).lacks(number))
    for name, said in stored.items():
        setattr(record, name, said)
    record.given_folded, record.family_folded = folded_names(record.given, record.family)
    turn.session.flush()
    return changes(Topic.PEOPLE, Topic.TRANSFERS, person=person)


def add_representative(
    turn: Turn,
    *,
    person: UUID,
    name: str,
    relation: str = "",
    authority: Authority = Authority.NONE,
    is_joint: bool = False,
    telephone: str = "",
    paper_format: PaperFormat = PaperFormat.STANDARD,
    communication: str = "",
) -> Changes:
    """Somebody who speaks for the person; in what authority they may sign is decided when they sign (FUND-5).

    `is_joint`: an attorney who may act only together with the others. `paper_format` and `communication` are what they
    need themselves to read a paper.
    """
    look(turn, Person, person)
    refuse_if((*representative_lacks(name), *length_lacks({"name": name, "relation": relation})))
    made = add(
        turn,
        Representative(
            person_id=person,
            name=name.strip(),
            relation=relation.strip(),
            authority=authority,
            is_joint=is_joint,
            telephone=telephone.strip(),
            paper_format=paper_format,
            communication=communication.strip() or None,
        ),
    )
    return changes(Topic.PEOPLE, person=person, made=made.id)


def change_representative(
    turn: Turn,
    *,
    representative: UUID,
    seen: int,
    name: str,
    relation: str,
    telephone: str,
    paper_format: PaperFormat,
    communication: str,
) -> Changes:
    """What is known of somebody who speaks for the person, and what they need to read a paper. Source: DAPB1605."""
    record = load(turn, Representative, representative, seen=seen)
    refuse_if((*representative_lacks(name), *length_lacks({"name": name, "relation": relation})))
    record.name, record.relation, record.telephone = name.strip(), relation.strip(), telephone.strip()
    record.paper_format, record.communication = paper_format, communication.strip() or None
    return changes(Topic.PEOPLE, Topic.AGREEMENTS, person=record.person_id)


def record_evidence(turn: Turn, *, representative: UUID, seen: int, evidence: str) -> Changes:
    """The evidence of an authority was seen: what, by whom, when. Source: Mental Capacity Act 2005 (FUND-5)."""
    record = load(turn, Representative, representative, seen=seen)
    refuse_if(evidence_lacks(evidence))
    record.evidence, record.evidence_seen_at, record.evidence_seen_by_id = evidence.strip(), turn.moment, turn.staff
    return changes(Topic.PEOPLE, Topic.AGREEMENTS, person=record.person_id)


def _checked(name: str, said: object) -> object:
    """As it is stored: trimmed, an NHS number as ten digits, an id or number left out as none."""
    if not isinstance(said, str):
        return said
    text = said.strip()
    try:
        if name == "nhs_number":
            return NhsNumber.parse(text).digits if text else None
        if name == "postcode":
            return Postcode.parse(text).text if text else ""
    except NotAValue as error:
        raise Refused(str(error), who="the person or the referrer") from error
    return (text or None) if name == "mosaic_id" else text
