"""What somebody says in a meeting about their support, and the next steps agreed with them (MDT-1)."""

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


def of_the_dead_lacks(name: str, death: DeathFacts, person_says: str, next_steps: str) -> tuple[Lack, ...]:
    """Nothing is agreed any more with somebody reported to have died, and once that is confirmed nobody hears them.

    Source: good practice (MDT-1, END-6, END-8).
    """
    noted = bool(next_steps.strip()) or (death.confirmed_at is not None and bool(person_says.strip()))
    if not death.is_known or not noted:
        return ()
    how = "has died" if death.confirmed_at is not None else "is reported to have died"
    return (Lack("END-6", f"{name} {how}: assign what is still to be done as an action instead.", MDT),)
