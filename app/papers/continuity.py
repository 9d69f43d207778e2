"""The continuity list: who is in service, their week, and whom to ring (DAY-3)."""

from uuid import UUID

from app.door.turn import Turn
from app.queries.episodes.in_service import address_lines
from app.queries.office.choices import here
from app.queries.people.caseload import nhs_text
from app.queries.people.continuity import InCare, everybody_in_service, team_name
from models.rules.plans.changes import ShortTermState, short_term_day
from models.rules.plans.covered import week_line
from models.rules.plans.in_force import coming_line
from models.rules.sentences import day_text
from models.values import london_day
from models.vocabulary.episodes import EpisodeKind
from reports.agreement.paper import Reach
from reports.continuity import ContinuityLine, ContinuityPaper, render


def gather(turn: Turn, *, team: UUID | None = None) -> ContinuityPaper:
    """Everybody in service now, of one team or all, by patch and name. Source: good practice (DAY-3)."""
    everybody = [each for each in everybody_in_service(turn) if team in {None, each.team_id}]
    living = [each for each in everybody if not each.has_died]
    office = here(turn)
    return ContinuityPaper(
        council=office.council,
        office=office.name,
        team=_team_name(everybody, turn, team),
        moment=turn.moment,
        people=tuple(_line(turn, each) for each in living),
        left_out=len(everybody) - len(living),
    )


def draw(paper: ContinuityPaper) -> bytes:
    """The PDF; the same paper gives the same bytes."""
    return render(paper)


def continuity_pdf(turn: Turn, *, team: UUID | None = None) -> bytes:
    """The list as it would be printed now."""
    return draw(gather(turn, team=team))


def _line(turn: Turn, each: InCare) -> ContinuityLine:
    days = short_term_day(london_day(each.first_support_at), turn.day, turn.policy, each.extended_to)
    of = f", past {days.last_number}" if days.state is ShortTermState.OVERDUE else f" of {days.last_number}"
    numbered = f", day {days.day}{of}" if each.kind is EpisodeKind.SHORT_TERM else ""
    return ContinuityLine(
        name=each.name,
        preferred=each.preferred,
        born=each.born,
        nhs_number=nhs_text(each.nhs_number),
        address=address_lines(each.address, each.postcode),
        telephone=each.telephone,
        patch=each.patch,
        support=f"{each.kind.label}{numbered}, {each.team}",
        calls=week_line(each.week, each.covered) if each.week else "No plan yet: ask the DSO",
        coming=tuple(coming_line(day, week_line(week, covered)) for day, week, covered in each.coming),
        contacts=tuple(Reach(who.name, who.telephone) for who in each.contacts),
        to_know=tuple(_to_know(each)),
        week=each.week,
        shared=each.shared,
        away=_away(each),
    )


def _away(each: InCare) -> str:
    if each.break_kind is None or each.away_since is None:
        return ""
    return f"{each.break_kind.label} since {day_text(london_day(each.away_since))}: no visits now"


def _to_know(each: InCare) -> list[str]:
    said = [_away(each)] if _away(each) else []
    if each.expected:
        said.append(f"{each.expected}, not confirmed yet")
    if each.has_double_up:
        said.append("Two care workers at some calls")
    said += [text for _call, text in each.shared]
    if each.lone_worker_risk:
        said.append("Lone-worker risk: don't visit alone")
    return [*said, *(text for text in (each.risks, each.communication) if text.strip())]


def _team_name(everybody: list[InCare], turn: Turn, team: UUID | None) -> str:
    if team is None:
        return "all teams"
    return everybody[0].team if everybody else team_name(turn, team=team)
