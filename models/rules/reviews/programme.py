"""The programme of an area: when it opens, who comes into it, who reviews, and the letter (LTR-1).

The Care Act review stays the council's; what is kept here is the way of each package through the programme.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from models.rules.closure.deaths import DeathFacts, paper_lacks
from models.rules.deciding import OnStaff
from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import EDITORS, OFFICE, WHOEVER_TYPED
from models.values import MINUTES_AN_HOUR, fold, london_day
from models.vocabulary.staff import CASE_COORDINATORS, DIRECT_CARE

_A_YEAR = timedelta(days=366)
_WEEK_HOURS = _MOST_VISITS = 7 * 24
_MOST_MINUTES = 2 * _WEEK_HOURS * MINUTES_AN_HOUR


def programme_lacks(area: str, opened_on: date, today: date, areas: Iterable[str]) -> tuple[Lack, ...]:
    """A programme names its area, which has one only, and is opened by today. Source: CAB §1, §2 (LTR-1)."""
    lacks = []
    if not area.strip():
        lacks.append(Lack("LTR-1", "Name the area whose packages are reviewed.", WHOEVER_TYPED, "area"))
    known = next((each for each in areas if fold(each) == fold(area.strip())), None)
    if known is not None:
        lacks.append(Lack("LTR-1", f"{known} has a programme already: go on with it.", WHOEVER_TYPED, "area"))
    if opened_on > today:
        lacks.append(
            Lack("LTR-1", f"A programme is opened on its day, not ahead: {day_text(opened_on)}.", OFFICE, "opened_on")
        )
    return tuple(lacks)


def which_area_lacks(area: str, areas: Iterable[str]) -> tuple[Lack, ...]:
    """A list names an area that has a programme, or none where one alone is open; of `areas` one does. (LTR-1).

    Source: CAB §2, area by area.
    """
    named = ", ".join(areas)
    if not named:
        sentence = "No area has a programme: a DSO, admin or the service manager opens one first."
        return (Lack("LTR-1", sentence, EDITORS),)
    if not area.strip():
        return (Lack("LTR-1", f"Whoever made the list says in which area: programmes are {named}.", WHOEVER_TYPED),)
    sentence = (
        f"“{area.strip()}” has no programme: a DSO, admin or the service manager opens it, or whoever made the list "
        f"says one of {named}."
    )
    return (Lack("LTR-1", sentence, EDITORS),)


def taking_in_lacks(name: str, area: str, left_on: date | None, death: DeathFacts) -> tuple[Lack, ...]:
    """Whoever has a package is reviewed in one programme at a time; `area` is where their open review stands.

    Whoever left this programme, on `left_on`, has a review in it that is taken up again. Source: CAB §2 (LTR-1); good
    practice (END-6).
    """
    lacks = one_at_a_time_lacks(name, area) or is_open_lacks(name, closed_on=left_on)
    return (*lacks, *living_lacks(name, death))


def one_at_a_time_lacks(name: str, area: str) -> tuple[Lack, ...]:
    """Nobody is reviewed in two programmes; `area` is where an open review of theirs stands. CAB §2 (LTR-1)."""
    if not area:
        return ()
    return (Lack("LTR-1", f"{name} is in the programme of {area} already: go on there.", WHOEVER_TYPED),)


def package_lacks(
    name: str, package_since: date | None, visits: int | None, minutes: int | None, today: date, born: date | None
) -> tuple[Lack, ...]:
    """A package that is reviewed runs by now; its visits and worker minutes a week, where known, are some. (LTR-1).

    What a week can't hold, or what began before the birth, was mistyped.
    """
    lacks = []
    if package_since is not None and born is not None and package_since < born:
        sentence = f"{name} was born on {day_text(born)}, after the package began on {day_text(package_since)}: check."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "package_since"))
    if package_since is not None and package_since > today:
        sentence = f"The package of {name} begins on {day_text(package_since)}: it is reviewed once it runs."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "package_since"))
    if minutes is not None and minutes <= 0:
        sentence = "A package has some hours a week: say how many, or nothing where that isn't known yet."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "minutes"))
    if minutes is not None and minutes > _MOST_MINUTES:
        sentence = f"A week has {_WEEK_HOURS} hours, of two workers {2 * _WEEK_HOURS}: check the hours a week."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "minutes"))
    if visits is not None and visits > _MOST_VISITS:
        sentence = f"{visits:,} visits a week are more than one an hour, day and night: check the visits."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "visits"))
    if visits is not None and visits <= 0:
        sentence = "A package has some visits a week: say how many, or nothing where that isn't known yet."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "visits"))
    return tuple(lacks)


def told_apart_lacks(name: str, line: int | None) -> tuple[Lack, ...]:
    """Two of one name and postcode are told apart before they are taken for one or two; `line` is the other's row.

    Without one the other is in a programme from before. Source: good practice; standards.md, *Traps* 9 (LTR-1).
    """
    if line is not None:
        sentence = (
            f"Same name and postcode as row {line}: whoever made the list adds a date of birth, an NHS number or a "
            "MOSAIC id to both, or takes one out."
        )
        return (Lack("LTR-1", sentence, WHOEVER_TYPED),)
    sentence = (
        f"{name} of the same postcode was taken into a programme before, and a birth date isn't known: enter it in "
        "their record and in the list."
    )
    return (Lack("LTR-1", sentence, WHOEVER_TYPED),)


def living_lacks(name: str, death: DeathFacts) -> tuple[Lack, ...]:
    """Nothing is arranged or decided any more for somebody who died. Source: good practice (END-6)."""
    if not death.is_known:
        return ()
    sentence = f"{name} ({death.mark}): nothing is reviewed any more, so record that they left the programme."
    return (Lack("END-6", sentence, WHOEVER_TYPED),)


def alike_lacks(name: str, death: DeathFacts) -> tuple[Lack, ...]:
    """Nobody is made anew who is like somebody dead by name, birth date and postcode. Source: good practice (END-6)."""
    if not death.is_known:
        return ()
    sentence = (
        f"{name} is known by name, birth date and postcode ({death.mark}), and nothing is reviewed any more: take the "
        "row out of the list, or add this person by hand first if it is somebody else."
    )
    return (Lack("END-6", sentence, WHOEVER_TYPED),)


def until_death_lacks(name: str, day: date, death: DeathFacts) -> tuple[Lack, ...]:
    """What was until somebody's death is still recorded, nothing that was later: by its date, else its report. (END-6).

    Source: good practice.
    """
    known = death.reported_at or death.confirmed_at
    last = death.died_on or (london_day(known) if known is not None else day)
    if not death.is_known or day <= last:
        return ()
    sentence = f"{name} ({death.mark}): only what was by {day_text(last)} is recorded, so correct the day."
    return (Lack("END-6", sentence, WHOEVER_TYPED),)


def joint_lacks(
    social_worker: OnStaff | None, direct_care: OnStaff | None, planned_on: date | None, today: date
) -> tuple[Lack, ...]:
    """A social worker and somebody of Direct Care review it together, on a day to come. Source: CAB §2 (LTR-1)."""
    lacks = []
    if social_worker is None or social_worker.role not in CASE_COORDINATORS:
        sentence = "A social worker and somebody of Direct Care review it together: name the SW or CCW."
        lacks.append(Lack("LTR-1", sentence, OFFICE, "social_worker"))
    if direct_care is None or direct_care.role not in DIRECT_CARE:
        sentence = "A social worker and somebody of Direct Care review it together: name the DSO or CWC."
        lacks.append(Lack("LTR-1", sentence, OFFICE, "direct_care"))
    if planned_on is not None and planned_on < today:
        sentence = f"{day_text(planned_on)} has passed: plan a day to come, or record whom you met."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "planned_on"))
    return (*lacks, *(far_lacks(planned_on, today, "planned_on") if planned_on is not None else ()))


def far_lacks(day: date, today: date, field: str) -> tuple[Lack, ...]:
    """A day to come lies within a year: what lies further off was mistyped. Source: good practice (LTR-1)."""
    if day - today <= _A_YEAR:
        return ()
    return (Lack("LTR-1", f"{day_text(day)} lies more than a year ahead: check the year.", WHOEVER_TYPED, field),)


def letter_lacks(
    name: str, sent_on: date, opened_on: date, decided_on: date | None, today: date, death: DeathFacts
) -> tuple[Lack, ...]:
    """The letter goes out once the programme is open, by the decision that stands, and to nobody who died.

    Source: CAB §2, §5 (LTR-1); good practice (END-6).
    """
    lacks = list(paper_lacks(death))
    if sent_on > today:
        sentence = f"The letter to {name} can't have been sent on {day_text(sent_on)}: record it when it is."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "sent_on"))
    if decided_on is not None and decided_on < sent_on <= today:
        sentence = f"The outcome for {name} was decided on {day_text(decided_on)}: the letter was sent by then."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "sent_on"))
    if sent_on < opened_on:
        sentence = f"The programme was opened on {day_text(opened_on)}: the letter to {name} was sent from then on."
        lacks.append(Lack("LTR-1", sentence, WHOEVER_TYPED, "sent_on"))
    return tuple(lacks)


def letters_lacks(area: str, number: int) -> tuple[Lack, ...]:
    """There are letters while somebody in the programme is still to be written to. Source: CAB §2 (LTR-1)."""
    if number:
        return ()
    sentence = f"Nobody in {area} is still to be written to: take in whom the programme is about first."
    return (Lack("LTR-1", sentence, WHOEVER_TYPED),)


def letter_again_lacks(area: str, number: int) -> tuple[Lack, ...]:
    """A letter is printed again for somebody who was written to and is still to be met. Source: CAB §2 (LTR-1)."""
    if number:
        return ()
    sentence = (
        f"This person in {area} has no letter to print again: they are still to be written to, or were met, or left "
        "the programme."
    )
    return (Lack("LTR-1", sentence, WHOEVER_TYPED),)


def to_ring_lacks(name: str, telephone: str) -> tuple[Lack, ...]:
    """A letter names somebody who can be rung. Source: CAB §2, to involve them fully (LTR-1)."""
    if telephone.strip():
        return ()
    sentence = (
        f"The letter to {name} has no number to ring: say who reviews with them and enter the telephone number of one "
        "of the two in Staff, or enter your own there."
    )
    return (Lack("LTR-1", sentence, OFFICE),)


def to_post_lacks(name: str, address: str) -> tuple[Lack, ...]:
    """A letter goes to an address; a postcode alone is none. Source: CAB §2, §5 (LTR-1)."""
    if address.replace(",", "").strip():
        return ()
    return (Lack("LTR-1", f"The letter to {name} has no address: enter it in their details.", EDITORS),)


def leaving_lacks(because: str) -> tuple[Lack, ...]:
    """Whoever leaves the programme leaves it for a reason that is told. Source: good practice (LTR-1)."""
    if because.strip():
        return ()
    sentence = "Say why it is no longer reviewed, such as a move to a care home."
    return (Lack("LTR-1", sentence, WHOEVER_TYPED, "because"),)


def is_open_lacks(name: str, *, closed_on: date | None) -> tuple[Lack, ...]:
    """A review that was left is taken up again before it goes on. Source: good practice (LTR-1)."""
    if closed_on is None:
        return ()
    sentence = f"{name} left the programme on {day_text(closed_on)}: take the review up again first."
    return (Lack("LTR-1", sentence, WHOEVER_TYPED),)


def is_left_lacks(name: str, *, closed_on: date | None) -> tuple[Lack, ...]:
    """Only what was left is taken up again. Source: good practice (LTR-1)."""
    if closed_on is not None:
        return ()
    return (Lack("LTR-1", f"The review of {name} goes on: there is nothing to take up again.", WHOEVER_TYPED),)
