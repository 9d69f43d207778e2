"""What a death changes: it is reported, then confirmed with its date, and can be undone (END-6, END-8)."""

from dataclasses import dataclass
from datetime import date, datetime

from models.rules.clocks import in_utc
from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import DSO, NOBODY, WHOEVER_TYPED
from models.values import london_day, start_of_day


@dataclass(frozen=True, slots=True, kw_only=True)
class DeathFacts:
    """What is known of a death: reported, by telephone say, and then confirmed with its date."""

    reported_at: datetime | None = None
    confirmed_at: datetime | None = None
    died_on: date | None = None

    @property
    def is_known(self) -> bool:
        """Whether every desk behaves as after a death: a report is enough. Source: good practice (END-8)."""
        return self.reported_at is not None or self.confirmed_at is not None

    @property
    def mark(self) -> str:
        """What every list says beside somebody's name; nothing of the living. Source: common decency (END-6)."""
        if not self.is_known:
            return ""
        return "died" if self.confirmed_at is not None else "reported to have died"


def marked(sentence: str, death: DeathFacts) -> str:
    """A sentence about somebody with the mark, unless it says so itself. Source: common decency (END-6)."""
    if not death.mark or "died" in sentence:
        return sentence
    return f"{sentence.removesuffix('.')} ({death.mark})."


def paper_lacks(death: DeathFacts) -> tuple[Lack, ...]:
    """No paper is addressed to somebody who has died; summaries about them stay.

    Source: good practice (END-6, END-8).
    """
    if not death.is_known:
        return ()
    how = "confirmed" if death.confirmed_at is not None else "reported"
    return (Lack("END-6", f"The person's death is {how}, so no paper is addressed to them.", DSO),)


def with_the_dead_lacks(death: DeathFacts, on: date, field: str) -> tuple[Lack, ...]:
    """Nothing was discussed or decided with somebody after they died; while that day isn't known, nothing is recorded.

    `field` is that of the day. Source: good practice (END-6, END-8).
    """
    if death.died_on is not None:
        sentence = f"The person died on {day_text(death.died_on)}: correct the day."
        return (Lack("END-6", sentence, WHOEVER_TYPED, field),) if on > death.died_on else ()
    if not death.is_known:
        return ()
    sentence = "The person is reported to have died, and it isn't known yet on which day: confirm the death first."
    return (Lack("END-6", sentence, DSO),)


def confirming_lacks(died_on: date | None, day: date) -> tuple[Lack, ...]:
    """A death is confirmed with its date, which can't lie ahead. Source: good practice (END-8)."""
    if died_on is None:
        return (Lack("END-8", "Give the date of death to confirm it.", DSO, "died_on"),)
    if died_on > day:
        return (Lack("END-8", f"The date of death can't be after today: {day_text(died_on)}.", DSO, "died_on"),)
    return ()


def death_date_lacks(died_on: date, born: date | None) -> tuple[Lack, ...]:
    """Nobody dies before they were born. Source: good practice (END-8)."""
    if born is None or died_on >= born:
        return ()
    return (Lack("END-8", "The date of death can't be before the birth date.", DSO, "died_on"),)


def undoing_death_lacks(reported_at: datetime | None) -> tuple[Lack, ...]:
    """Only a death that is recorded is undone. Source: good practice (END-8)."""
    return (Lack("END-8", "No death is recorded for this person.", NOBODY),) if reported_at is None else ()


def death_question(died_on: date, last_visit_on: date | None) -> str:
    """What to ask where visits were recorded after a death; empty where nothing is odd.

    Source: good practice (END-8).
    """
    if last_visit_on is None or last_visit_on <= died_on:
        return ""
    return f"A visit is recorded on {day_text(last_visit_on)}, after the date of death: ask which is right."


def told_of_death(died_on: date | None = None, *, in_service: bool = True) -> str:
    """What Scheduling reads at once when a death is reported, or confirmed with its day; `in_service` has visits.

    Source: common decency (END-6).
    """
    how = f"Died on {day_text(died_on)}" if died_on is not None else "Reported to have died"
    return f"{how}: {'stop the visits' if in_service else 'book no visits'}"


def death_effective_at(died_on: date | None, reported_at: datetime, started_at: datetime | None) -> datetime:
    """From when the visits stop: the day of the death, else the report; never before the support. (END-6)."""
    stops_at = start_of_day(died_on) if died_on is not None else reported_at
    return stops_at if started_at is None else max(in_utc(stops_at), in_utc(started_at))


def end_is_told(told_at: datetime, ends_at: datetime) -> bool:
    """Whether what Scheduling heard of a death says the day of the end too: then the end isn't told again. (END-6)."""
    return london_day(told_at) == london_day(ends_at)


def told_end_after_death(label: str, ref: str) -> str:
    """What Scheduling reads at the end where it has heard of the death, by another day. (END-6)."""
    return f"{label}: the day of the end; the visits stopped with {ref}"


def told_of_mistake(away: str = "", *, in_service: bool = True) -> str:
    """What Scheduling reads when the report is undone; `away` says where somebody is who has no visits. (END-6)."""
    still = f"they are still away ({away})" if away else "the visits go on"
    still = still if in_service else "they are alive; no visits are planned by this"
    return f"The report of a death was a mistake: {still}"


def told_of_its_day() -> str:
    """Why what was told at the report is taken back at the end, which names its day; no visit resumes. (END-6)."""
    return "The end is told anew with its day and reason: the visits stay stopped"
