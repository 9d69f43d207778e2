"""What a rule answers: what is still lacking, or what has to be done by when. Plain values, each with its sentence."""

import dataclasses
from dataclasses import dataclass
from datetime import datetime

from models.vocabulary.today import DeedOf


@dataclass(frozen=True, slots=True)
class Lack:
    """Something without which a deed is refused: the rule's id, the sentence, and who can provide it.

    `field` is the last word of the name of the control that mends it ("because", "died_on"), empty where none does;
    a form finds its own by it. It makes no other lack of it.
    """

    rule: str
    sentence: str
    who: str
    field: str = dataclasses.field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Prompt:
    """Something to be done, shown on Today from `shown_from`, with its deadline or none (then it is *open*).

    `sentence` begins with the person's name and says no countdown: the screen counts. `field` names the control
    that settles it, for instance "goals.new"; `deed_of` whose deed that is, where it isn't that of the record's DSO.
    """

    rule: str
    sentence: str
    shown_from: datetime
    due: datetime | None
    field: str
    deed_of: DeedOf = DeedOf.DSO

    def is_due_at(self, moment: datetime) -> bool:
        """Whether it is to be shown at this moment."""
        return moment >= self.shown_from
