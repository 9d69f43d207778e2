"""What is looked at before the statutory return leaves: what refuses it, and what would count nowhere. (FIG-2)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from models.rules.cld.measure_2a import Counts, Episode2A
from models.rules.cld.our_events import OurEvent, OurPerson, Support
from models.rules.cld.release import Release
from models.rules.decision import Lack
from models.rules.sentences import counted, day_text
from models.rules.who import SERVICE_MANAGER, WHOEVER_TYPED
from models.vocabulary.cld import InterimType

_RULE = "FIG-2"
_ADMIN = "Admin"
_COORDINATOR = "the case coordinator"
_DSO = "the DSO"
_KEPT_SAME = ("Client_Type", "Event_Start_Date", "Service_Type", "Service_Component")
_CODE, _NHS_NUMBER, _COUNCIL_ID = "LA_Code", "NHS_Number", "LA_Person_Unique_Identifier"


class CheckLine(NamedTuple):
    """Something of the return to be mended: about whom, what it is and comes to, and who can mend it."""

    about: str
    what: str
    who: str


_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for one at the beginning of a cell


class Known(NamedTuple):
    """What the office knows of a service by its reference: whose it is, and why it isn't in the file, if it isn't."""

    name: str
    why_gone: str = ""


def settings_lacks(code: int, interim: InterimType, *, has_interim: bool) -> tuple[Lack, ...]:
    """The council's code, and what interim support is, are the council's to say before a file leaves. (FIG-2)."""
    lacks = []
    if not code:
        lacks.append(Lack(_RULE, "The council's code isn't set: Policy, Statutory return.", SERVICE_MANAGER))
    if has_interim and interim is InterimType.NOT_CHOSEN:
        sentence = "What interim support is in the return isn't chosen: Policy, Statutory return."
        lacks.append(Lack(_RULE, sentence, SERVICE_MANAGER))
    return tuple(lacks)


def copies_lacks(events: Iterable[OurEvent], release: Release) -> tuple[Lack, ...]:
    """No open copy of a service that has ended: the department would keep the open one for ever. (FIG-2)."""
    alike: defaultdict[tuple[object, ...], list[OurEvent]] = defaultdict(list)
    for each in events:
        event = each.event
        if event.event_type == release.values.service and event.person:
            alike[event.person, event.start, event.service_type, event.component].append(each)
    stale = [
        rows for rows in alike.values() if any(row.event.end for row in rows) and any(not row.event.end for row in rows)
    ]
    return tuple(
        Lack(
            _RULE,
            f"{rows[0].person.name}'s service from {day_text(rows[0].event.start)} is there ended and open: "
            "the open one would stand.",
            _DSO,
        )
        for rows in stale
    )


def alike_lines(events: Iterable[OurEvent], release: Release) -> list[CheckLine]:
    """Support that began twice on one day is one service to the department: the later end stands. (DER 54-66)."""
    began: defaultdict[tuple[object, ...], list[OurEvent]] = defaultdict(list)
    for each in events:
        event = each.event
        if event.event_type == release.values.service and event.person and event.component != release.values.equipment:
            began[event.person, event.start, event.service_type, event.component].append(each)
    return [
        CheckLine(
            rows[0].person.name,
            f"has {counted(len(rows), 'service')} from {day_text(rows[0].event.start)}, which the department counts as "
            "one: undo the start that was a mistake",
            _DSO,
        )
        for rows in began.values()
        if len(rows) > 1
    ]


def words_lacks(events: Iterable[OurEvent], release: Release) -> tuple[Lack, ...]:
    """Only the release's own outcomes leave, and none of the department's marks. (FIG-2)."""
    ours = {each for each in release.ranked if each not in release.values.marks} | {""}
    odd = sorted({each.event.outcome for each in events} - ours)
    return tuple(
        Lack(_RULE, f"“{each}” is no outcome of {release.name} that may be sent: the mapping has it.", SERVICE_MANAGER)
        for each in odd
    )


def typed_lacks(events: Iterable[OurEvent]) -> tuple[Lack, ...]:
    """No text that somebody typed leaves which a spreadsheet would run as a formula. (FIG-2)."""
    typed = {(each.person.name, text) for each in events for text in (each.person.council_id, each.person.postcode)}
    return tuple(
        Lack(_RULE, f"{name}: “{text}” would be a formula in a spreadsheet: correct the MOSAIC id or postcode.", _ADMIN)
        for name, text in sorted(typed)
        if text.startswith(_FORMULA)
    )


def no_return_lacks(name: str) -> tuple[Lack, ...]:
    """A file by the chosen name that is no file of this return isn't written over. (FIG-2)."""
    sentence = f"“{name}” is there and is no file of this return: choose another name."
    return (Lack(_RULE, sentence, WHOEVER_TYPED),)


def known_services(
    support: Iterable[Support], undone: Mapping[str, str], events: Iterable[OurEvent], first: date, last: date
) -> dict[str, Known]:
    """Each service by its reference, also one that isn't exported and, in `undone` by name, that never was. (FIG-2)."""
    known = {each.reference: Known(each.person.name, "isn't exported any more") for each in support}
    known |= {reference: Known(name, "was undone since") for reference, name in undone.items()}
    for each in events:
        if each.reference in known and each.is_exported:
            event, why = each.event, ""
            if event.until < first:
                why = f"ended on {day_text(event.until)}, before this period: let the period begin by then"
            elif event.start > last:
                why = f"begins on {day_text(event.start)}, after this period: let the period end later"
            known[each.reference] = Known(each.person.name, why)
    return known


def changed_lacks(
    before: Iterable[Mapping[str, str]], now: Sequence[Mapping[str, str]], known: Mapping[str, Known]
) -> tuple[Lack, ...]:
    """A service that ran in the file sent before is the same to the department, and doesn't go missing.

    The same is: council, person, client type, start, type and component; the reference isn't looked at. Else the
    department closes it without an outcome and takes it for two. Rows are by column; `known` tells by reference whom a
    row is about. Source: cld.md 2.4, 2.6, 2.8 (FIG-2).
    """
    running = [each for each in before if each["Service_Type"] and not each["Event_End_Date"]]
    codes = {each[_CODE] for each in now}
    lacks = [
        Lack(_RULE, f"{_CODE} was “{each}” in the file sent before and is “{', '.join(codes)}” now.", SERVICE_MANAGER)
        for each in sorted({each[_CODE] for each in running} - codes)
        if codes
    ]
    keys, rows = {_key(each) for each in now}, {each["Event_Reference"]: each for each in now}
    for each in running:
        if _key(each) in keys:
            continue
        reference = each["Event_Reference"]
        row, told = rows.get(reference), known.get(reference, Known(f"The service {reference}"))
        about = f"{told.name}, from {each['Event_Start_Date']}"
        if row is None:
            why = f": it {told.why_gone}" if told.why_gone else ""
            lacks.append(Lack(_RULE, f"{about}: ran in the file sent before and isn't in this one{why}.", _DSO))
            continue
        for field in (*_KEPT_SAME, _NHS_NUMBER if each[_NHS_NUMBER] or row[_NHS_NUMBER] else _COUNCIL_ID):
            if row[field] != each[field]:
                change = f"was “{each[field]}” in the file sent before and is “{row[field]}” now"
                if field == _NHS_NUMBER:  # an identifier isn't repeated where a refusal is shown or kept
                    change = "isn't that of the file sent before"
                sentence = f"{about}: {field} {change}."
                lacks.append(Lack(_RULE, sentence, _DSO))
    return tuple(lacks)


def _key(row: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two rows one service in one council, for another council is told by itself. (DER 54-66)."""
    person = row[_NHS_NUMBER] or f"{_COUNCIL_ID} {row[_COUNCIL_ID]}"
    return (person, *(row[field].casefold() for field in _KEPT_SAME))


def to_mend(
    events: Sequence[OurEvent],
    episodes: Iterable[Episode2A],
    release: Release,
    unconfirmed: Iterable[str],
    left_out: Iterable[OurEvent] = (),
) -> list[CheckLine]:
    """What would count nowhere, or not where it should, and who can mend it; `unconfirmed` died on a day not told.

    `events` are those of the file, `left_out` what can't be told in it.
    """
    names = {each.event.person: each.person.name for each in events}
    people = {each.person for each in events}
    days = counted(release.measure_2a.sequel_within, "day")
    return [
        *(
            CheckLine(each.name, "has no NHS number and no MOSAIC id: every row of theirs is dropped", _ADMIN)
            for each in sorted(people, key=_name)
            if not (each.nhs_number or each.council_id)
        ),
        *(
            CheckLine(each.name, "has no date of birth: counted in the total alone", _ADMIN)
            for each in sorted(people, key=_name)
            if each.born is None
        ),
        *(
            CheckLine(each, "is reported to have died, on a day that isn't recorded: the service stays open", _DSO)
            for each in sorted(unconfirmed)
        ),
        *alike_lines(events, release),
        *(
            CheckLine(
                each.person.name,
                f"has one {each.event.event_type.lower()} from {day_text(each.event.start)} that isn't in the file: "
                f"{each.left_out}",
                _COORDINATOR,
            )
            for each in left_out
        ),
        *(
            CheckLine(
                names.get(each.person, each.person),
                f"ended {_day(each.end)} as “{each.result}”: unable to classify, for no service is known that starts "
                f"within {days}{_of_equipment(each, events, release)}",
                _COORDINATOR,
            )
            for each in episodes
            if each.counts is Counts.UNABLE
        ),
    ]


def _of_equipment(episode: Episode2A, events: Iterable[OurEvent], release: Release) -> str:
    """Equipment says something only where it came after the first day, and that day isn't recorded. (2A 876-890)."""
    on_first_day = any(
        each.event.person == episode.person
        and each.event.component == release.values.equipment
        and each.event.until == episode.start
        for each in events
    )
    return (
        "; equipment ordered by its first day counts nowhere, for when it came isn't recorded" if on_first_day else ""
    )


def _name(person: OurPerson) -> str:
    return person.name


def _day(day: date | None) -> str:
    return "" if day is None else day_text(day)
