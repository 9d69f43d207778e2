"""The page Policy: every setting with its number, where it comes from, and what a change would do before it is made."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select

from app.door.errors import Refused
from app.door.policy import choices, defaults, from_then_on, presets
from app.door.turn import Turn
from app.queries.office.running_clocks import running
from models.policy import PolicySettings
from models.policy_editors import setting_policy_lacks
from models.rules.office.policy import (
    contradiction_lacks,
    number_lacks,
    policy_moment_lacks,
)
from models.rules.office.settings import (
    SAID,
    Clock,
    Group,
    bounds_said,
    change_said,
    from_said,
    named,
    number_of,
    value_said,
)
from models.settings import StoredSetting
from models.staff import Staff


@dataclass(frozen=True, slots=True)
class SettingChange:
    """One change of a setting: to what, from when, by whom and why; `is_to_come` can still be withdrawn."""

    id: UUID
    seen: int
    value: str
    since: str
    by: str
    because: str
    is_to_come: bool
    is_withdrawn: bool


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A setting in the field's words, its number in force, bounds, source, shipped number, history and choices."""

    name: str
    group: Group
    words: str
    unit: str
    number: int
    value: str
    bounds: str
    shipped: str
    source: str
    since: str
    by: str
    because: str
    coming: str
    history: tuple[SettingChange, ...]
    choices: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PresetRow:
    """A set of settings: what it is, where it comes from, and how many of its numbers differ now."""

    name: str
    title: str
    says: str
    source: str
    differing: int


@dataclass(frozen=True, slots=True)
class PolicyPage:
    """All settings in the order of a person's way; `lacks` says why whoever sits here may not set them."""

    settings: tuple[SettingRow, ...]
    presets: tuple[PresetRow, ...]
    lacks: str


@dataclass(frozen=True, slots=True)
class ChangePreview:
    """What a change does, a sentence each; `lacks` says why it can't be made."""

    does: tuple[str, ...]
    lacks: tuple[str, ...]


def policy_page(turn: Turn) -> PolicyPage:
    """Every number of the policy, who set it, when and why, and what is planned. Two statements."""
    history = _history(turn)
    return PolicyPage(
        tuple(_setting(turn, name, history.get(name, ())) for name in SAID),
        tuple(
            PresetRow(each.name, each.title, each.says, each.source, len(_differing(turn.policy, each.numbers)))
            for each in presets()
        ),
        " ".join(lack.sentence for lack in setting_policy_lacks(turn.session, turn.office, turn.staff)),
    )


def change_preview(turn: Turn, *, setting: str, number: int, from_at: datetime | None = None) -> ChangePreview:
    """What setting this number would do: which running clocks keep what they have. Good practice."""
    wrong = number_lacks(setting, number, dict(choices(setting)))
    if wrong:
        return ChangePreview((), tuple(lack.sentence for lack in wrong))
    return _preview(turn, {setting: number}, from_at)


def preset_preview(turn: Turn, *, preset: str, from_at: datetime | None = None) -> ChangePreview:
    """What a preset would change, a sentence each; what it leaves as it is isn't named."""
    numbers = next((each.numbers for each in presets() if each.name == preset), None)
    if numbers is None:
        raise Refused(f"There is no set of numbers called “{preset}”.")
    found = _preview(turn, numbers, from_at)
    return found if found.does else ChangePreview(("Every number of this set is so already.",), found.lacks)


def _preview(turn: Turn, numbers: Mapping[str, int], from_at: datetime | None) -> ChangePreview:
    since = from_at or turn.moment
    before = from_then_on(turn.session, office=turn.office, moment=since, planned={})[0]
    changed = _differing(before, numbers) or (dict(numbers) if len(numbers) == 1 else {})
    after = from_then_on(turn.session, office=turn.office, moment=since, planned=changed)
    counts = running(turn) if any(SAID[name].clock for name in changed) else {}
    contradictions = next((lacks for each in after if (lacks := contradiction_lacks(each, changed))), ())
    return ChangePreview(
        tuple(
            _does(name, number_of(before, name), number, since, counts, turn.moment) for name, number in changed.items()
        ),
        tuple(lack.sentence for lack in (*policy_moment_lacks(since, turn.moment, is_taken=False), *contradictions)),
    )


def _does(name: str, before: int, after: int, since: datetime, counts: Mapping[Clock, int], moment: datetime) -> str:
    clock = SAID[name].clock
    count = counts[clock] if clock else 0
    said = change_said(name, before, after, since, count, is_now=since == moment)
    return f"{SAID[name].words}: {said}"


def _differing(policy: PolicySettings, numbers: Mapping[str, int]) -> dict[str, int]:
    return {name: number for name, number in numbers.items() if number_of(policy, name) != number}


def _setting(turn: Turn, name: str, history: tuple[Row[Any], ...]) -> SettingRow:
    """The newest change that has begun is in force; those after it are to come."""
    meta, number = named()[name], number_of(turn.policy, name)
    standing = [row for row in history if row.withdrawn_at is None]
    last = next((row for row in standing if row.from_at <= turn.moment), None)
    ahead = [row for row in reversed(standing) if row.from_at > turn.moment]
    return SettingRow(
        name,
        SAID[name].group,
        SAID[name].words,
        meta["unit"],
        number,
        value_said(name, number),
        bounds_said(name),
        value_said(name, number_of(defaults(), name)),
        meta["source"],
        from_said(last.from_at) if last else "",
        last.by if last else "",
        last.because if last else "",
        ", ".join(f"{value_said(name, row.number)} from {from_said(row.from_at)}" for row in ahead),
        tuple(_change(name, row, turn.moment) for row in history),
        choices(name),
    )


def _change(name: str, row: Row[Any], moment: datetime) -> SettingChange:
    return SettingChange(
        row.id,
        row.version,
        value_said(name, row.number),
        from_said(row.from_at),
        row.by,
        row.withdrawn_because if row.withdrawn_at else row.because,
        row.from_at > moment and row.withdrawn_at is None,
        row.withdrawn_at is not None,
    )


def _history(turn: Turn) -> dict[str, tuple[Row[Any], ...]]:
    """Every change that was ever set, by setting, the newest first."""
    rows = turn.session.execute(
        select(
            StoredSetting.id, StoredSetting.version, StoredSetting.name, StoredSetting.number, StoredSetting.from_at,
            StoredSetting.because, StoredSetting.withdrawn_at, StoredSetting.withdrawn_because, Staff.name.label("by"),
        )
        .join(Staff, Staff.id == StoredSetting.set_by_id)
        .where(StoredSetting.office_id == turn.office)
        .order_by(StoredSetting.from_at.desc(), StoredSetting.id.desc())
    ).all()  # fmt: skip
    found: dict[str, list[Any]] = {}
    for row in rows:
        found.setdefault(row.name, []).append(row)
    return {name: tuple(changes) for name, changes in found.items()}
