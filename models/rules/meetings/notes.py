"""What somebody says in a meeting about their support, and the next steps agreed with them (MDT-1)."""

from dataclasses import dataclass
from datetime import date

from models.rules.closure.deaths import DeathFacts
from models.rules.decision import Lack
from models.rules.sentences import day_text
from models.rules.who import MDT


def next_steps_lacks(name: str, next_steps: str, agreed_on: date | None, began: date, today: date) -> tuple[Lack, ...]:
    """Next steps are agreed with somebody on a day of their support that has come. Good practice (MDT-1)."""
    if not next_steps.strip():
        return ()
    if agreed_on is None:
        return (Lack("MDT-1", f"Say on which day the next steps were agreed with {name}.", MDT, "next_steps_on"),)
    if agreed_on > today:
        sentence = f"{day_text(agreed_on)} hasn't come yet: say on which day they were agreed with {name}."
        return (Lack("MDT-1", sentence, MDT, "next_steps_on"),)
    if agreed_on < began:
        sentence = f"{name}'s support began on {day_text(began)}: say on which day since then it was agreed."
        return (Lack("MDT-1", sentence, MDT, "next_steps_on"),)
    return ()


@dataclass(frozen=True, slots=True)
class Noted:
    """What a note says somebody says, and the next steps agreed with them."""

    person_says: str = ""
    next_steps: str = ""
    next_steps_on: date | None = None


def of_the_dead_lacks(name: str, death: DeathFacts, noted: Noted, stands: Noted) -> tuple[Lack, ...]:
    """Nothing is agreed any more with somebody reported to have died, and once that is confirmed nobody hears them.

    What `stands` from before stays, or is taken away: only what is new is asked about. Source: good practice (MDT-1,
    END-6, END-8).
    """
    agrees = noted.next_steps.strip() and (noted.next_steps.strip(), noted.next_steps_on) != (
        stands.next_steps,
        stands.next_steps_on,
    )
    hears = noted.person_says.strip() and noted.person_says.strip() != stands.person_says
    if not death.is_known or not (agrees or (death.confirmed_at is not None and hears)):
        return ()
    how = "has died" if death.confirmed_at is not None else "is reported to have died"
    return (Lack("END-6", f"{name} {how}: assign what is still to be done as an action instead.", MDT),)
