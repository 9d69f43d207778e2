"""The Care Hub's list as a preview: read on a worker, looked at against the office's records, then taken in."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from app.door.door import Deed
from app.exchange.columns import Mapping, pair, refused_until_chosen
from app.exchange.files.asked import Answers
from app.exchange.files.cells import text_of
from app.exchange.files.read import read_sheet
from app.exchange.files.sheet import Sheet
from app.exchange.reading import Reading, RefusedLine, all_refused, refused_csv
from app.exchange.referrals import referrals_import
from app.exchange.referrals.care_hub_line import REFERRAL_FIELDS, ReferralLine
from app.exchange.referrals.care_hub_list import read_referrals
from app.services.referrals.care_hub_list.differences import ChangedReferral
from app.services.referrals.care_hub_list.take_in import ReferralsPlan, plan_import
from models.values import whole_name
from ui.dialogs.columns_import import ColumnsImport, to_be_chosen
from ui.dialogs.file_import import Looked
from ui.dialogs.files import LISTS
from ui.dialogs.import_preview import Arrives, Preview, PreviewRow


class ReferralImport(ColumnsImport[ReferralLine]):
    """The Care Hub's list, by columns that can be chosen; they are remembered at this desk."""

    title = "Import a Care Hub file"
    kind = LISTS
    latest = "referrals.import"
    fields = REFERRAL_FIELDS
    kept = "import.referrals.columns"

    def reading_by(self, mapping: Mapping | None) -> Callable[[Any, Path], Looked[ReferralLine]]:
        return partial(look_at, mapping=mapping)

    def deed(self, looked: Looked[ReferralLine], chosen: frozenset[int]) -> Deed:
        return partial(
            referrals_import.take,
            reading=looked.reading,
            seen={line: version for line, version in looked.seen.items() if line in chosen},
        )


def look_at(turn: Any, file: Path, mapping: Mapping | None = None) -> Looked[ReferralLine]:
    """Read the file and say what it would bring; stores nothing. Refused when it can't be read at all.

    Where only a column is missing, the preview says so and lets it be chosen.
    """
    sheet = read_sheet(file, fields=REFERRAL_FIELDS)
    unread = _to_be_chosen(file, sheet, mapping)
    if unread is not None:
        return unread
    reading = read_referrals(sheet, Answers(mapping), turn.moment, turn.policy.adult_age)
    plan = plan_import(turn, reading.good)
    refused = all_refused(reading, [(each.line, each.reason) for each in plan.refused])
    counts = [f"{plan.accepted:,} new", f"{plan.known:,} known already"]
    counts += [f"{plan.changed:,} changed"] if plan.changed else []
    preview = Preview(
        file=file,
        sentence=", ".join([*counts, f"{len(refused):,} refused"]),
        rows=(*_rows(reading, plan), *(_refused_row(reading, each) for each in refused)),
        refused_csv=refused_csv(reading.header, refused),
        brings=plan.accepted,
        changed=plan.changed,
    )
    return Looked(reading, preview, seen={each.line: each.seen for each in plan.differences})


def _to_be_chosen(file: Path, sheet: Sheet, mapping: Mapping | None) -> Looked[ReferralLine] | None:
    """A file in which a needed column goes by a heading that nobody knows yet; None where every one is known."""
    paired = pair(sheet.header, REFERRAL_FIELDS, mapping)
    refusal = refused_until_chosen(sheet.header, REFERRAL_FIELDS, paired)
    if refusal is None:
        return None
    return to_be_chosen(file, sheet, paired, refusal)


def _rows(reading: Reading[ReferralLine], plan: ReferralsPlan) -> tuple[PreviewRow, ...]:
    unfit = {each.line for each in plan.refused}
    known, changed = set(plan.known_lines), set(plan.changed_lines)
    notes = _notes(plan) | {each.line: _differs(each) for each in plan.differences}
    return tuple(
        PreviewRow(
            each.line,
            Arrives.KNOWN
            if each.line in known
            else Arrives.CHANGED
            if each.line in changed
            else Arrives.LOOK_AT
            if each.line in notes
            else Arrives.NEW,
            f"{whole_name(each.given, each.family)}, {each.ref}",
            notes.get(each.line, ""),
        )
        for each in reading.good
        if each.line not in unfit
    )


def _differs(changed: ChangedReferral) -> str:
    """What the row would overwrite."""
    found = "; ".join(each.sentence for each in changed.differences)
    return found or "Only the person's own details differ: correct them there; nothing here would be overwritten."


def _notes(plan: ReferralsPlan) -> dict[int, str]:
    """The warnings by their line; each begins with "Line N: "."""
    found: dict[int, str] = {}
    for warning in plan.warnings:
        line, _, note = warning.removeprefix("Line ").partition(": ")
        found[int(line)] = f"{found[int(line)]} {note}" if int(line) in found else note
    return found


def _refused_row(reading: Reading[ReferralLine], refused: RefusedLine) -> PreviewRow:
    def cell(key: str) -> str:
        column = reading.mapping.column(key, reading.header)
        return text_of(refused.cells[column]).strip() if column is not None and column < len(refused.cells) else ""

    name = " ".join(part for part in (cell("given"), cell("family")) if part)
    about = ", ".join(part for part in (name, cell("ref")) if part)
    return PreviewRow(refused.line, Arrives.REFUSED, about, refused.reason)
