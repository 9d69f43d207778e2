"""What walks have reached: how often somebody stood where, and which step led from where to where."""

from collections import Counter

from models.people import Person
from models.referrals import Hold
from tests.journeys.life import Life


class Reached:
    """Counts of one run, for its summary."""

    def __init__(self) -> None:
        self.walks = 0
        self.states: Counter[str] = Counter()
        self.steps: Counter[tuple[str, str]] = Counter()  # what was done, and how it came out
        self.ways: Counter[tuple[str, str, str]] = Counter()  # from where, by what, to where

    def step(self, before: str, what: str, answer: str, after: str) -> None:
        """Somebody did something, or it was refused."""
        self.states[after] += 1
        self.steps[what, answer] += 1
        if answer == "done":
            self.ways[before, what, after] += 1

    def summary(self) -> str:
        """For who reads of a long run."""
        lines = [
            f"{self.walks} walks, {sum(self.steps.values())} steps, {len(self.states)} states, {len(self.ways)} ways"
        ]
        lines += [f"{number:7}  {state}" for state, number in self.states.most_common()]
        deeds = sorted({what for what, _answer in self.steps})
        lines += ["   done refused  deed"]
        lines += [f"{self.steps[each, 'done']:7} {self.steps[each, 'refused']:7}  {each}" for each in deeds]
        return "\n".join(lines)


def standing(life: Life) -> str:
    """Where somebody stands, in a few words."""
    person = life.office.get(Person, life.person)
    dead = "died, " if person.death_confirmed_at else "reported to have died, " if person.death_reported_at else ""
    referral, episode = life.referral, life.episode
    if referral.outcome is None:
        given = life.all_of(Hold, Hold.referral_id == referral.id)
        is_held = any(each.ended_at is None for each in given)
        stage = "held" if is_held else "promised" if referral.scheduling_confirmed_at else "in the queue"
        return f"{dead}referral {stage}" + (", in service besides" if episode and episode.ended_at is None else "")
    if episode is None:
        return f"{dead}referral {referral.outcome.value}"
    if episode.ended_at is not None:
        return f"{dead}ended, {'closed' if episode.closed_at else 'to be closed'}"
    away = life.open_break
    return f"{dead}{episode.kind.value}{_on_the_way(life)}" + (f", {away.kind.value}" if away else "")


def _on_the_way(life: Life) -> str:
    """How far the transfer out of a short-term episode is."""
    found = life.transfer
    if found is None or found.episode_id != life.episode.id or found.handed_over_at is not None:
        return ""
    stages = (
        ("agreed", found.agreed_at), ("offered", found.offer_at), ("listed", found.listed_at),
        ("with Brokerage", found.sent_to_brokerage_at),
    )  # fmt: skip
    return next((f", {name}" for name, at in stages if at is not None), ", transfer begun")
