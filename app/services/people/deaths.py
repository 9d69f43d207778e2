"""What is known of somebody's death, as every deed asks it (END-6, END-8)."""

from models.people import Person
from models.rules.closure.deaths import DeathFacts


def death_of(person: Person) -> DeathFacts:
    """Reported, confirmed and the day, as the record has them. Source: good practice (END-8)."""
    return DeathFacts(
        reported_at=person.death_reported_at, confirmed_at=person.death_confirmed_at, died_on=person.died_on
    )
