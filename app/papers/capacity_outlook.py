"""The seven-day outlook as a paper: gathered in one read from what the Referrals tab shows."""

from uuid import UUID

from app.door.turn import Turn
from app.queries.capacity.may_come_back import MayBackRow, hours_that_may_come_back
from app.queries.capacity.outlook import TeamOutlook, capacity_outlook
from app.queries.capacity.team_capacity import TeamCapacity, capacity
from app.queries.office.choices import here
from models.rules.capacity.dated_hours import ContractedFrom, Reduced
from models.rules.sentences import day_text
from models.values import hours_text, to_london
from models.vocabulary.staff import TeamKind
from reports.capacity_outlook import BackLine, CallLine, DayLine, MayBackLine, OutlookPaper, TeamPage, render


def gather(turn: Turn, *, team: UUID | None = None) -> OutlookPaper:
    """The paper of one team, or of every short-term team of the office. Source: OPG 1.5 (REF-15)."""
    office = here(turn)
    loads = {each.id: each for each in capacity(turn, team=team)}
    may = hours_that_may_come_back(turn, team=team)
    shown = [
        _page(each, loads[each.id], [row for row in may if row.team_id == each.id])
        for each in capacity_outlook(turn, team=team)
        if team is not None or each.kind is TeamKind.SHORT_TERM
    ]
    made_at = to_london(turn.moment)
    return OutlookPaper(
        reference=f"CAP-{made_at:%Y%m%d-%H%M}",
        council=office.council,
        office=office.name,
        made_at=turn.moment,
        teams=tuple(shown),
    )


def draw(paper: OutlookPaper) -> bytes:
    """The PDF; the same paper gives the same bytes."""
    return render(paper)


def outlook_pdf(turn: Turn, *, team: UUID | None = None) -> bytes:
    """The outlook as it stands now, as a PDF."""
    return draw(gather(turn, team=team))


def _page(team: TeamOutlook, load: TeamCapacity, may: list[MayBackRow]) -> TeamPage:
    return TeamPage(
        name=team.name,
        sentence=f"{load.load.sentence}.",
        days=tuple(
            DayLine(each.day, each.day_limit, each.day_given, each.day_back, each.day_free, each.free)
            for each in team.days
        ),
        reductions=(*map(_contracted, team.changes), *map(_reduction, team.reductions)),
        calls=tuple(
            CallLine(
                each.patch or "No patch",
                each.call.value,
                each.usual.minutes if each.usual else None,
                each.in_use,
                each.promised,
                each.held,
                each.free,
                each.double_ups_text,
            )
            for each in load.breakdown
        ),
        back=tuple(BackLine(each.day, each.marked_person, each.minutes, each.sentence) for each in team.back),
        may_come_back=tuple(
            MayBackLine(each.first, each.last, each.person, each.minutes, each.sentence) for each in may
        ),
    )


def _contracted(each: ContractedFrom) -> str:
    return f"{hours_text(each.minutes)} h a week are contracted from {day_text(each.day)}."


def _reduction(each: Reduced) -> str:
    days = f"{day_text(each.first_day)} to {day_text(each.last_day)}"
    return f"{hours_text(each.minutes)} h a week less, {days}: {each.because}."
