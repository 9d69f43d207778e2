"""What is answered at the guided start of an office, as the parts of an office file: there is one way of loading both.

Nothing of a database is needed here: the form asks on the window's thread what is lacking.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from app.door.errors import Refused
from app.exchange.files.asked import FileAsks
from app.exchange.files.cells import text_of
from app.exchange.office.staff_list import read_pasted_staff
from app.exchange.reading import RefusedLine
from models.rules.decision import Lack
from models.rules.office import first_day
from models.rules.office.contacts import Numbers
from models.rules.office.first_day import OfficeSaid, RateSaid, StaffSaid, TeamSaid
from models.rules.office.naming import telephone_kept
from models.values import MINUTES_AN_HOUR, to_london
from models.vocabulary.staff import TeamKind

__all__ = [
    "Numbers",
    "OfficeSaid",
    "RateSaid",
    "StaffSaid",
    "TeamSaid",
    "lacks_of",
    "read_staff",
    "told_by",
    "with_presets",
]

_MONTH_FIRST = "A date here has its month first, and others could be either: write the months by name, like 5 Nov 2026."


def read_staff(text: str, teams: Sequence[str]) -> tuple[StaffSaid, ...]:
    """A list of staff as it was typed or pasted, one a line; what of it can't be is said by the line."""
    if not text.strip():
        return ()
    try:
        reading = read_pasted_staff(text, teams)
    except FileAsks:
        return (StaffSaid(1, "", problem=_MONTH_FIRST),)
    except Refused as refused:
        return (StaffSaid(1, "", problem=refused.sentence),)
    read = [
        StaffSaid(
            each.line,
            each.name,
            each.role,
            each.team,
            each.telephone,
            each.other_teams,
            trained=bool(each.trained),
            first_day=each.from_day,
            notice=" ".join(each.notices),
        )
        for each in reading.good
    ]
    wrong = [StaffSaid(each.line, _begins(each), problem=" ".join(each.reasons)) for each in reading.refused]
    return tuple(sorted((*read, *wrong), key=lambda each: each.line))


def _begins(refused: RefusedLine) -> str:
    return next((text for cell in refused.cells if (text := text_of(cell).strip())), "")


def lacks_of(said: OfficeSaid) -> tuple[Lack, ...]:
    """What the office can't be made without."""
    return first_day.first_office_lacks(said)


def with_presets(said: OfficeSaid) -> OfficeSaid:
    """What wasn't answered, as it usually is: the office called as its area, one short-term team, one patch."""
    area = said.area.strip()
    teams = said.teams or (TeamSaid(1, f"STS {area}", TeamKind.SHORT_TERM),)
    patches = tuple(dict.fromkeys(patch for team in teams for patch in team.patches)) or (area,)
    served = tuple(TeamSaid(each.row, each.name, each.kind, each.minutes, each.patches or patches) for each in teams)
    staff = said.staff
    if said.sits_here.casefold() not in {each.name.casefold() for each in staff}:
        staff = (*staff, StaffSaid(len(staff) + 1, said.sits_here.strip(), said.sits_here_as))
    return replace(
        said,
        council=said.council.strip(),
        area=area,
        name=said.name.strip() or area,
        teams=served,
        staff=staff,
        sits_here=said.sits_here.strip(),
    )


def told_by(said: OfficeSaid, moment: datetime) -> dict[str, Any]:
    """The same as an office file says it (`app.setup.office_file`)."""
    return {
        "as_at": to_london(moment).replace(tzinfo=None).isoformat(),
        "council": said.council,
        "area": said.area,
        "office": said.name,
        "contacts": _contacts(said.numbers),
        "teams": [_team(each) for each in said.teams],
        "staff": list(_staff(said)),
        "rates": [_rate(each) for each in said.rates],
        "people_in_service": [],
    }


def _contacts(said: Numbers) -> dict[str, str]:
    return {
        "out_of_hours": telephone_kept(said.out_of_hours),
        "complaints": telephone_kept(said.complaints),
        "finance": telephone_kept(said.finance),
    }


def _team(said: TeamSaid) -> dict[str, Any]:
    return {
        "name": said.name,
        "kind": said.kind.value,
        "patches": list(said.patches),
        "worker_hours_a_week": (said.minutes or 0) / MINUTES_AN_HOUR,
    }


def _staff(said: OfficeSaid) -> Iterable[dict[str, Any]]:
    first = said.teams[0].name
    for each in said.staff:
        yield {
            "name": each.name,
            "role": each.role.value,
            "team": each.team or first,
            "telephone": each.telephone,
            "other_teams": list(each.other_teams),
            "trained_for_equipment": each.trained,
            "first_day": each.first_day.isoformat() if each.first_day else "",
        }


def _rate(said: RateSaid) -> dict[str, str]:
    return {
        "from": said.from_day.isoformat(),
        "single_handed_hour": str(said.single),
        "double_handed_hour": str(said.double),
    }
