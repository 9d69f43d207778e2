"""NHS Continuing Healthcare of somebody, wherever it was recorded: at their referral, or while they are in service."""

from dataclasses import dataclass
from datetime import datetime

from models.rules.clocks import is_past
from models.rules.decision import Lack, Prompt
from models.rules.sentences import moment_text
from models.rules.who import DSO, NOBODY


@dataclass(frozen=True, slots=True)
class ChcFacts:
    """Since when it is known, when CHC was asked to take the support over, and when their provider had it."""

    known_at: datetime
    asked_at: datetime | None = None
    transferred_at: datetime | None = None


def chc_prompts(name: str, chc: ChcFacts | None, field: str) -> tuple[Prompt, ...]:
    """Ask CHC to move the support to a provider of their own, then see that they do. Source: OPG 1.3 (REF-8)."""
    if chc is None or chc.transferred_at is not None:
        return ()
    if chc.asked_at is None:
        sentence = f"{name} is supported on behalf of CHC: ask CHC to move it to a provider of their own."
        return (Prompt("REF-8", sentence, chc.known_at, None, field),)
    sentence = f"{name} waits for CHC's own provider, asked on {moment_text(chc.asked_at)}: follow it up."
    return (Prompt("REF-8", sentence, chc.asked_at, None, field),)


def chc_found_lacks(known_at: datetime, moment: datetime, *, is_recorded: bool) -> tuple[Lack, ...]:
    """CHC is recorded once for the support that goes on, and not ahead. Source: OPG 1.3 (REF-8)."""
    if is_recorded:
        sentence = "CHC is recorded for this support already: take that back first if it is wrong."
        return (Lack("REF-8", sentence, DSO),)
    return _ahead_lacks(known_at, moment, "known", "known_at")


def chc_asked_lacks(chc: ChcFacts | None, asked_at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """CHC is asked once, after it was known; chasing comes after that. Source: OPG 1.3 (REF-8)."""
    if chc is None:
        return _UNKNOWN
    if chc.asked_at is not None:
        sentence = f"CHC was asked on {moment_text(chc.asked_at)} already: chase them under Waiting on others."
        return (Lack("REF-8", sentence, NOBODY),)
    return _step_lacks(chc, asked_at, moment, "asked", "asked_at")


def chc_transferred_lacks(chc: ChcFacts | None, transferred_at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """CHC's provider has taken the support over once, after it was known. Source: OPG 1.3 (REF-8)."""
    if chc is None:
        return _UNKNOWN
    if chc.transferred_at is not None:
        sentence = f"CHC's provider took it over on {moment_text(chc.transferred_at)} already."
        return (Lack("REF-8", sentence, NOBODY),)
    return _step_lacks(chc, transferred_at, moment, "taken over by CHC's provider", "transferred_at")


def chc_mistake_lacks(because: str, *, is_withdrawn: bool) -> tuple[Lack, ...]:
    """What was recorded in error is taken back once, with a reason. Source: good practice (REF-8)."""
    if is_withdrawn:
        return (Lack("REF-8", "This record of CHC has been taken back already.", NOBODY),)
    if because.strip():
        return ()
    return (Lack("REF-8", "Say why recording CHC was a mistake.", "whoever takes it back", "because"),)


_UNKNOWN = (Lack("REF-8", "Nobody has recorded that this is on behalf of CHC: record that first.", DSO),)


def _step_lacks(chc: ChcFacts, at: datetime, moment: datetime, what: str, field: str) -> tuple[Lack, ...]:
    if is_past(at, chc.known_at):
        sentence = f"CHC has been known since {moment_text(chc.known_at)}: it can't be {what} before."
        return (Lack("REF-8", sentence, DSO, field),)
    return _ahead_lacks(at, moment, what, field)


def _ahead_lacks(at: datetime, moment: datetime, what: str, field: str) -> tuple[Lack, ...]:
    if not is_past(moment, at):
        return ()
    return (Lack("REF-8", f"This can't be {what} in the future: record it when it is.", DSO, field),)
