"""Taking in the Care Hub's list: what a file brings is shown first, then stored in one transaction.

A row is *accepted* when its reference is new, *known* when the same row came before, *changed* when the reference is
known and the row says something else: then it is stored only if somebody chose it. Nothing is ever merged: a person is
the one known for certain by an identifier, else a new one, with a warning where somebody alike is known.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import Table, insert, select

from app.door.changes import Changes, Topic
from app.door.errors import refuse_if
from app.door.turn import Turn
from app.services.deed import one_import_at_a_time
from app.services.goals.ratings_file.whose_a_row_is import in_parts
from app.services.people.invented import NumbersHere
from app.services.referrals.calls import revise
from app.services.referrals.care_hub_list.differences import ChangedReferral, differences
from app.services.referrals.care_hub_list.whom_a_row_means import KnownPeople, Patches, ReferralRow, Served, identity_of
from app.services.referrals.hospital_question import let_a_no_go
from app.services.referrals.opening import open_for
from models.base import Base
from models.keys import new_id
from models.people import Person
from models.referrals import Referral, RequestedVisit
from models.rules.referrals.forms import details_lacks
from models.rules.referrals.from_hospital import origin_lacks, origin_says_so
from models.values import days_mask, folded_names, whole_name

_AT_ONCE = 500
_ROWS_A_STATEMENT = 2_000


@dataclass(frozen=True, slots=True)
class RefusedReferral:
    """A row that can't go in, by its line in the file, and why."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class ReferralsPlan:
    """What a file would bring, in numbers, with all that somebody has to look at, by its line."""

    accepted: int
    known: int
    changed: int
    refused: tuple[RefusedReferral, ...]
    notices: tuple[tuple[int, str], ...]
    accepted_lines: tuple[int, ...]
    known_lines: tuple[int, ...]
    changed_lines: tuple[int, ...]
    differences: tuple[ChangedReferral, ...] = ()


@dataclass(frozen=True, slots=True)
class _New:
    """A row to be stored: for whom, who may be new as well."""

    row: ReferralRow
    served: Served
    person: UUID
    is_new: bool


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a reference stands for: a stored referral, or an earlier line of the same file."""

    content_key: str
    referral: UUID | None = None
    line: int = 0


@dataclass(slots=True)
class _Arrivals:
    """The rows of a file, each where it belongs."""

    new: list[_New] = field(default_factory=list)
    known: list[int] = field(default_factory=list)
    changed: list[tuple[ReferralRow, UUID]] = field(default_factory=list)
    refused: list[RefusedReferral] = field(default_factory=list)
    notices: list[tuple[int, str]] = field(default_factory=list)


def plan_import(turn: Turn, rows: Sequence[ReferralRow]) -> ReferralsPlan:
    """Say what importing these rows would do; stores nothing. Source: OPG 2.1 (REF-1, REF-2)."""
    found = _settle(turn, rows)
    kept = _kept(turn, found.changed)
    found.notices.extend(_stay_from_hospital(kept, found.changed))
    return ReferralsPlan(
        accepted=len(found.new),
        known=len(found.known),
        changed=len(found.changed),
        refused=tuple(found.refused),
        notices=tuple(found.notices),
        accepted_lines=tuple(each.row.line for each in found.new),
        known_lines=tuple(found.known),
        changed_lines=tuple(row.line for row, _ in found.changed),
        differences=_differences(kept, found.changed),
    )


def import_referrals(turn: Turn, *, rows: Sequence[ReferralRow], seen: Mapping[int, int]) -> Changes:
    """Store what these rows bring, looked up anew, for another desk may have imported meanwhile.

    `seen` names the lines of changed rows that are to overwrite what was imported before, each with the version of its
    referral whose differences were looked at; refused for one that has left the queue. Source: OPG 2.1 (REF-1, REF-2).
    """
    one_import_at_a_time(turn)
    found = _settle(turn, rows)
    _store(turn, found.new)
    people = {each.person for each in found.new}
    for row, referral in found.changed:
        turn.go_on()
        if row.line in seen:
            people.add(_overwrite(turn, referral, seen[row.line], row))
    return Changes(frozenset({Topic.REFERRALS, Topic.PEOPLE, Topic.CAPACITY, Topic.TRACKER}), frozenset(people))


def _settle(turn: Turn, rows: Sequence[ReferralRow]) -> _Arrivals:
    """Find out for each row, in the order of the file, whether it is new, known, changed or refused."""
    standing, known_people, patches = _references(turn, rows), KnownPeople(turn, rows), Patches(turn)
    numbers = NumbersHere(turn.session)
    found = _Arrivals()
    for row in rows:
        turn.go_on()
        before = standing.get(row.ref)
        if before is not None and before.content_key == row.content_key:
            found.known.append(row.line)
        elif before is not None and before.referral is not None:
            found.changed.append((row, before.referral))
        elif before is not None:
            reason = f"The reference {row.ref} stands on line {before.line} already and says something else there."
            found.refused.append(RefusedReferral(row.line, reason))
        elif unfit := numbers.lacks(row.nhs_number.digits if row.nhs_number else None):
            found.refused.append(RefusedReferral(row.line, " ".join(lack.sentence for lack in unfit)))
        elif new := _new(found, row, known_people, patches):
            found.new.append(new)
            standing[row.ref] = _Standing(row.content_key, line=row.line)
    return found


def _kept(turn: Turn, changed: Sequence[tuple[ReferralRow, UUID]]) -> dict[UUID, Referral]:
    """The referrals of changed rows; a statement for some hundred of them."""
    kept: dict[UUID, Referral] = {}
    for some in in_parts([key for _, key in changed], _AT_ONCE):
        of_office = select(Referral).where(Referral.office_id == turn.office, Referral.id.in_(some))
        kept |= {each.id: each for each in turn.session.scalars(of_office)}
    return kept


def _stay_from_hospital(
    kept: Mapping[UUID, Referral], changed: Sequence[tuple[ReferralRow, UUID]]
) -> Iterable[tuple[int, str]]:
    """What a list says that has no column for where somebody comes from doesn't undo it. (REF-10, STC-1)."""
    for row, key in changed:
        for lack in origin_lacks(kept[key].comes_from, field=row.from_hospital):
            yield row.line, f"From hospital stays ticked: {lack.sentence}"


def _differences(
    kept: Mapping[UUID, Referral], changed: Sequence[tuple[ReferralRow, UUID]]
) -> tuple[ChangedReferral, ...]:
    """What each changed row would overwrite."""
    return tuple(
        ChangedReferral(row.line, kept[key].version, differences(kept[key], _said_of(kept[key], row)))
        for row, key in changed
    )


def _new(found: _Arrivals, row: ReferralRow, known_people: KnownPeople, patches: Patches) -> _New | None:
    """The row with its person; nothing, and the reason kept, where an identifier is somebody else's."""
    asked = identity_of(row)
    reason = known_people.conflict(asked)
    if reason:
        found.refused.append(RefusedReferral(row.line, reason))
        return None
    served = patches.of(row)
    person, alike = known_people.same(asked)
    notes = [*row.notices, *([served.warning] if served.warning else [])]
    if may_be := known_people.may_be(alike):
        notes.append(f"{whole_name(row.given, row.family)} {may_be}")
    found.notices.extend((row.line, note) for note in notes)
    if person is not None:
        return _New(row, served, person, is_new=False)
    key = new_id()
    known_people.add(identity_of(row, key))
    return _New(row, served, key, is_new=True)


def _references(turn: Turn, rows: Sequence[ReferralRow]) -> dict[str, _Standing]:
    """The referrals of the office that have one of the file's references."""
    found: dict[str, _Standing] = {}
    for some in in_parts(sorted({row.ref for row in rows}), _AT_ONCE):
        stored = turn.session.execute(
            select(Referral.reference, Referral.content_key, Referral.id).where(
                Referral.office_id == turn.office, Referral.reference.in_(some)
            )
        )
        found |= {row.reference: _Standing(row.content_key, row.id) for row in stored}
    return found


def _store(turn: Turn, arrivals: Sequence[_New]) -> None:
    """People before their referrals, referrals before their calls; some thousand rows a statement."""
    keyed = [(each, new_id()) for each in arrivals]
    _insert(turn, Person, [_person(each) for each in arrivals if each.is_new])
    _insert(turn, Referral, [_referral(each, key) for each, key in keyed])
    _insert(turn, RequestedVisit, [visit for each, key in keyed for visit in _visits(each, key)])


def _insert(turn: Turn, kind: type[Base], rows: list[dict[str, object]]) -> None:
    table = kind.__table__
    assert isinstance(table, Table)  # noqa: S101  what every mapped class of ours is
    stamp = {"office_id": turn.office, "operation_id": turn.operation}
    for some in in_parts(rows, _ROWS_A_STATEMENT):
        turn.go_on()
        turn.session.execute(insert(table), [row | stamp for row in some])


def _person(new: _New) -> dict[str, object]:
    row = new.row
    given_folded, family_folded = folded_names(row.given, row.family)
    return {
        "id": new.person,
        "given": row.given,
        "family": row.family,
        "given_folded": given_folded,
        "family_folded": family_folded,
        "born": row.born,
        "nhs_number": row.nhs_number.digits if row.nhs_number else None,
        "mosaic_id": row.mosaic_id.strip() or None,
        "address": row.address,
        "postcode": str(row.postcode or ""),
        "patch_id": new.served.patch,
    }


def _referral(new: _New, key: UUID) -> dict[str, object]:
    received = {"received_at": new.row.received, "first_asked_at": new.row.received, "reference": new.row.ref}
    return {"id": key, "person_id": new.person, "team_id": new.served.team, **received, **_said(new.row)}


def _said(row: ReferralRow) -> dict[str, object]:
    """What the row says about the referral itself, by the record's names."""
    return {
        "document": row.document,
        "reason": row.reason,
        "from_hospital": row.from_hospital,
        "urgent": row.urgent,
        "support": row.support,
        "support_text": row.support_text,
        "calls_text": row.calls.typed,
        "needs_and_risks": row.needs,
        "discharge_on": row.discharge,
        "referrer": row.referrer,
        "referrer_telephone": row.referrer_phone,
        "notes": row.notes,
        "content_key": row.content_key,
    }


def _said_of(record: Referral, row: ReferralRow) -> dict[str, object]:
    """The same of a referral of which it is known where the person comes from: a hospital stays so. (REF-10, STC-1)."""
    said = _said(row)
    return {**said, "from_hospital": row.from_hospital or origin_says_so(record.comes_from)}


def _visits(new: _New, referral: UUID) -> Iterable[dict[str, object]]:
    for visit in new.row.calls.visits:
        yield {
            "id": new_id(),
            "referral_id": referral,
            "revision": 1,
            "days": days_mask(visit.days),
            "call": visit.call,
            "at": visit.at,
            "minutes": visit.minutes,
            "workers": visit.workers,
        }


def _overwrite(turn: Turn, referral: UUID, seen: int, row: ReferralRow) -> UUID:
    """Let a changed row replace what was imported before; whose referral it is."""
    opened = open_for(turn, None, referral, seen)
    record = opened.record
    refuse_if(details_lacks(record.outcome, frozenset({"reference"})))
    calls_differ = record.calls_text != row.calls.typed
    for name, said in _said_of(record, row).items():
        setattr(record, name, said)
    let_a_no_go(record)
    if calls_differ:
        revise(turn, opened, row.calls.visits)
    return record.person_id
