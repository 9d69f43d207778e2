"""`homeward import …`: a file taken in, with its report as text or JSON.

Exit code 0: no row refused; 1: some refused and some not; 2: the file can't be read or every row is refused.
"""

import sys
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path
from typing import TypedDict, TypeVar, Unpack

import click

from app.commands.answer_options import HINT, answer_options
from app.commands.desk import EXIT_REFUSED, as_json, open_desk
from app.commands.options import Commands, DeskAt, desk_options, json_option
from app.commands.uncollected import uncollected
from app.door.changes import Changes
from app.door.errors import Refused
from app.door.turn import Turn
from app.door.work import Work
from app.exchange.agreement import scan as scans
from app.exchange.columns import as_headed
from app.exchange.files.asked import UNASKED, Answers
from app.exchange.files.read import read_sheet
from app.exchange.files.sheet import Notice, Sheet
from app.exchange.goals.ratings_import import RATINGS
from app.exchange.look import ImportKind, look_at_sheet
from app.exchange.looked import Looked
from app.exchange.office.people_import import PEOPLE
from app.exchange.office.staff_import import STAFF
from app.exchange.reading import GoodLine
from app.exchange.referrals.referrals_import import REFERRALS
from app.exchange.refused_rows import save_refused
from app.exchange.report import ImportReport, RefusedRow, report_of
from app.exchange.reviews.packages_import import PACKAGES
from app.queries.agreement.paper_files import agreement_named
from app.services.deed import one_import_at_a_time
from models.rules.office.role_words import role_meant
from models.values import fold
from models.vocabulary.staff import Role

L = TypeVar("L", bound=GoodLine)


class Asked(TypedDict, total=False):
    """What is said with a file: answers to what it doesn't say, if it is only looked at, where refused rows go."""

    answers: Answers
    check: bool
    refused_to: Path | None


_SOME_REFUSED = 1
_FILE = click.argument("file", type=click.Path(path_type=Path))
_CHECK = click.option("--check", is_flag=True, help="Only look: nothing is stored.")
_JSON = json_option("The report as JSON.")
_REFUSED_TO = click.option(
    "--refused",
    "refused_to",
    type=click.Path(path_type=Path),
    help="Write the refused rows there, in the format that was sent, to correct and import again.",
)


@click.group("import", cls=Commands)
def import_() -> None:
    """Take a file in."""


@import_.command()
@_FILE
@answer_options(REFERRALS.fields)
@_CHECK
@_REFUSED_TO
@_JSON
@desk_options
def referrals(
    desk_at: DeskAt, file: Path, *, answers: Answers, check: bool, refused_to: Path | None, wants_json: bool
) -> None:
    """Take in the Care Hub's list (XLSX or CSV)."""
    _run(desk_at, take_referrals, file, answers, check=check, refused_to=refused_to, wants_json=wants_json)


@import_.command()
@_FILE
@answer_options(RATINGS.fields)
@_CHECK
@_REFUSED_TO
@_JSON
@desk_options
def ratings(
    desk_at: DeskAt, file: Path, *, answers: Answers, check: bool, refused_to: Path | None, wants_json: bool
) -> None:
    """Take in the goal tracker app's ratings (CSV or XLSX)."""
    _run(desk_at, take_ratings, file, answers, check=check, refused_to=refused_to, wants_json=wants_json)


@import_.command()
@_FILE
@click.option("--ref", "reference", required=True, metavar="REFERENCE", help="The signed agreement's reference.")
@click.option("--because", default="", help="Why it replaces the scan before, where there is one.")
@desk_options
def scan(desk_at: DeskAt, file: Path, reference: str, because: str) -> None:
    """Attach the scan of a signed agreement (PDF, JPEG, PNG or TIFF, at most 20 MB)."""
    read = scans.read_scan(file)

    def attached(turn: Turn) -> Changes:
        found = agreement_named(turn, reference)
        return scans.attach_scan(turn, agreement=found.agreement, seen=found.seen, scan=read, because=because)

    with open_desk(desk_at, writes=True) as desk:
        desk.work.write(attached)
    click.echo(f"{file.name} is attached to {reference}.")


@import_.command()
@_FILE
@click.option("--role", "roles", multiple=True, metavar="TITLE=ROLE", help="What a title means that could be several.")
@answer_options(STAFF.fields)
@_CHECK
@_REFUSED_TO
@_JSON
@desk_options
def staff(
    desk_at: DeskAt,
    file: Path,
    roles: tuple[str, ...],
    *,
    answers: Answers,
    check: bool,
    refused_to: Path | None,
    wants_json: bool,
) -> None:
    """Take in a list of staff (XLSX or CSV); who is known but different is counted and left as they are."""
    answers = replace(answers, roles=_roles(roles))
    _run(desk_at, take_staff, file, answers, check=check, refused_to=refused_to, wants_json=wants_json)


@import_.command()
@_FILE
@answer_options(PEOPLE.fields)
@_CHECK
@_REFUSED_TO
@_JSON
@desk_options
def people(
    desk_at: DeskAt, file: Path, *, answers: Answers, check: bool, refused_to: Path | None, wants_json: bool
) -> None:
    """Take over people who are in service already (XLSX or CSV); no rule refuses them, and nobody comes twice."""
    _run(desk_at, take_people, file, answers, check=check, refused_to=refused_to, wants_json=wants_json)


@import_.command()
@_FILE
@answer_options(PACKAGES.fields)
@_CHECK
@_REFUSED_TO
@_JSON
@desk_options
def packages(
    desk_at: DeskAt, file: Path, *, answers: Answers, check: bool, refused_to: Path | None, wants_json: bool
) -> None:
    """Take people with long-term packages into their area's programme of reviews (XLSX or CSV); nobody comes twice."""
    _run(desk_at, take_packages, file, answers, check=check, refused_to=refused_to, wants_json=wants_json)


def take_referrals(work: Work, file: Path, **asked: Unpack[Asked]) -> ImportReport:
    """Take the Care Hub's list in, or only look with `check`; the report is the same.

    Rows known but different are counted and left as they are: the window shows both and asks.
    """
    return _taken(work, REFERRALS, file, **asked)


def take_ratings(work: Work, file: Path, **asked: Unpack[Asked]) -> ImportReport:
    """Take a file of ratings in, or only look with `check`; the report is the same."""
    return _taken(work, RATINGS, file, **asked)


def take_staff(work: Work, file: Path, **asked: Unpack[Asked]) -> ImportReport:
    """Take a list of staff in, or only look with `check`; the report is the same."""
    return _taken(work, STAFF, file, **asked)


def take_people(work: Work, file: Path, **asked: Unpack[Asked]) -> ImportReport:
    """Take people in service over, or only look with `check`; the report is the same."""
    return _taken(work, PEOPLE, file, **asked)


def take_packages(work: Work, file: Path, **asked: Unpack[Asked]) -> ImportReport:
    """Take long-term packages into the programmes of reviews, or only look with `check`; the report is the same."""
    return _taken(work, PACKAGES, file, **asked)


@uncollected()
def _taken(
    work: Work,
    kind: ImportKind[L],
    file: Path,
    *,
    answers: Answers = UNASKED,
    check: bool = False,
    refused_to: Path | None = None,
) -> ImportReport:
    sheet = read_sheet(file, tab=answers.sheet, fields=kind.fields)
    if answers.columns is not None:
        answers = replace(answers, columns=as_headed(answers.columns, sheet.header))
    if check or refused_to is not None:
        looked = work.read(_looked_at, kind, sheet, answers)
        if refused_to is not None and looked.refused:
            save_refused(work, sheet, looked.refused, refused_to)
    return report_of(looked if check else _stored(work, kind, sheet, answers))


def _looked_at(turn: Turn, kind: ImportKind[L], sheet: Sheet, answers: Answers) -> Looked[L]:
    looked = look_at_sheet(turn, kind, sheet, answers)
    if looked.refusal is None:
        return looked
    if looked.question is not None:
        raise looked.refusal
    raise Refused(f"{looked.refusal.sentence} {HINT}", who=looked.refusal.who)


def _stored(work: Work, kind: ImportKind[L], sheet: Sheet, answers: Answers) -> Looked[L]:
    """Look and take in, in one transaction: the report is of what this import did, whatever others bring meanwhile."""
    found: list[Looked[L]] = []

    def stored(turn: Turn) -> Changes:
        one_import_at_a_time(turn)
        found.append(_looked_at(turn, kind, sheet, answers))
        return kind.deed(found[-1], {})(turn)

    work.write(stored)
    return found[-1]


def _roles(told: tuple[str, ...]) -> dict[str, Role]:
    """Each title with its role, as `--role "Senior=CWC"` says it."""
    found = {}
    for each in told:
        title, _, role = each.rpartition("=")
        meant = role_meant(role).role
        if meant is None:
            known = ", ".join(role.label for role in Role)
            raise click.UsageError(f"--role “{each}” names no role: write TITLE=ROLE, a role being one of {known}.")
        found[fold(title)] = meant
    return found


def _run(
    desk_at: DeskAt,
    take: Callable[..., ImportReport],
    file: Path,
    answers: Answers,
    *,
    check: bool,
    refused_to: Path | None,
    wants_json: bool,
) -> None:
    if refused_to is not None and refused_to.resolve() == file.resolve():
        raise click.UsageError("--refused names the file that is taken in: give the refused rows a name of their own.")
    with open_desk(desk_at, writes=not check or refused_to is not None) as desk:
        report = take(desk.work, file, answers=answers, check=check, refused_to=refused_to)
    click.echo(_json(report) if wants_json else report_text(report, file))
    if report.refused:
        some_went_in = report.accepted or report.known or report.changed
        sys.exit(_SOME_REFUSED if some_went_in else EXIT_REFUSED)


def _json(report: ImportReport) -> str:
    return as_json(
        {
            "accepted": report.accepted,
            "known": report.known,
            "changed": report.changed,
            "refused": [{"line": row.line, "reason": row.reason, "about": row.about} for row in report.refused],
            "notices": [{"line": each.line, "sentence": each.sentence} for each in report.notices],
            "sheets": [asdict(each) for each in report.sheets],
            "columns": asdict(report.columns),
        }
    )


def report_text(report: ImportReport, file: Path) -> str:
    """The counts, then each refused row by its line and reason, then what there is to look at."""
    lines = [f"{file.name}: {report.sentence}"]
    lines += [f"  line {row.line}{_named(row)}: {row.reason}" for row in report.refused]
    lines += [f"  look at: {_where(each)}{each.sentence}" for each in report.notices]
    return "\n".join(lines)


def _named(row: RefusedRow) -> str:
    return f" ({row.about})" if row.about else ""


def _where(notice: Notice) -> str:
    return f"line {notice.line}: " if notice.line is not None else ""
