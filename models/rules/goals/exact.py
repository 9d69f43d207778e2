"""What in a goal's five parts isn't exact: vague words, what can't be, and parts that contradict each other.

It is pointed at while a goal is written and beside one that is worked on. It decides nothing: a goal counts once its
five parts are there (GOAL-3), for whoever knows the person may mean a word exactly that a list calls vague.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from models.policy import PolicySettings
from models.rules.clocks import whole_days
from models.rules.decision import Lack
from models.rules.goals.aims import Aim, own_aim
from models.rules.goals.smart import SETTER, GoalFacts
from models.rules.sentences import day_text
from models.values import Call, fold

_WEEK = 7
_DIRECTION = (
    "better", "improve", "improved", "improvement", "improving", "increase", "increased", "increasing", "less",
    "lessen", "more", "progress", "reduce", "reduced", "stronger", "fitter",
)  # fmt: skip
_WISHES = (
    "try", "trying", "aim to", "attempt", "hope", "work on", "work towards", "work toward", "working towards",
    "where possible", "if possible", "when possible", "as able", "as possible", "look to", "consider",
)  # fmt: skip
_STATES = (
    "be independent", "become independent", "independence", "confident", "confidence", "be safe", "feel safe",
    "stay safe", "remain safe", "be mobile", "cope", "coping", "comfortable", "quality of life", "wellbeing",
    "well being", "be able to", "maintain",
)  # fmt: skip
_OTHERS = (
    "carers to", "carers will", "carer to", "carer will", "staff to", "staff will", "workers to", "workers will",
    "care workers will", "encourage", "assist with", "assistance with", "support with", "provide", "monitor",
    "to be supported", "will be supported", "be helped", "be assisted", "be prompted", "be encouraged",
)  # fmt: skip
_SUBJECTS = frozenset(
    (
        "personal care", "personal hygiene", "meal preparation", "meals", "washing and dressing", "medication",
        "medicines", "medication management", "transfers", "walking", "nutrition", "continence", "daily living",
        "domestic tasks", "domestic activities", "food and drink", "strength and balance", "falls prevention",
    )
)  # fmt: skip
_ROUGHLY = (
    "most days", "mostly", "sometimes", "often", "usually", "regularly", "occasionally", "frequently", "generally",
    "as needed", "when needed", "as required", "when required", "from time to time", "now and then", "every so often",
)  # fmt: skip
_ROUGH_MEASURES = (
    *_ROUGHLY, "most", "some", "regular", "majority", "several", "many", "a few", "ideally", "consistently", "about",
    "roughly", "nearly always", "almost always", "if possible", "where possible", "when possible", "as able",
)  # fmt: skip
_HOW_OFTEN = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "once", "twice", "every", "each",
    "all", "daily", "nightly", "weekly", "always", "never",
)  # fmt: skip
_GUESSES = (
    "hopefully", "should be", "fingers crossed", "maybe", "perhaps", "possibly", "not sure", "unsure", "unlikely",
    "doubtful", "in theory", "time will tell",
)  # fmt: skip
_EMPTY = frozenset(
    ("yes", "no", "n/a", "na", "none", "tbc", "tba", "tbd", "ok", "okay", "x", "as above", "see above", "see plan",
     "to follow", "to be confirmed", "unknown", "not known", "same", "ditto")
)  # fmt: skip
_TIMES = {
    "morning": {Call.MORNING}, "mornings": {Call.MORNING}, "breakfast": {Call.MORNING},
    "lunchtime": {Call.LUNCH}, "lunchtimes": {Call.LUNCH}, "lunches": {Call.LUNCH},
    "evening": {Call.TEA, Call.BED, Call.NIGHT}, "evenings": {Call.TEA, Call.BED, Call.NIGHT},
    "bedtime": {Call.BED, Call.NIGHT}, "bedtimes": {Call.BED, Call.NIGHT},
    "night": {Call.BED, Call.NIGHT}, "nights": {Call.BED, Call.NIGHT},
}  # fmt: skip
_WHOSE = re.compile(r"^(i|he|she|they|we)?('ll|ll| will| can| am going)?( to)? ?")
_OF = re.compile(r"\b(\d+)(?: out of | of |/)(?:the )?(?:last )?(\d+) (?:\w+ )?\w+s\b")
_A_WEEK = re.compile(r"\b(\d+) (?:days|mornings|evenings|nights|lunchtimes) (?:a|per|each|every) week\b")
_SHARE = re.compile(r"\b(\d+) ?(?:%|per cent|percent)")


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the five as it was typed, and as its words are compared."""

    said: str
    field: str

    @property
    def plain(self) -> str:
        return " ".join(re.sub(r"[^\w%/'.]+", " ", self.said.lower().replace("’", "'")).split()).strip(" .")

    def first_of(self, words: Iterable[str]) -> str:
        """The one of these that stands first in it, the longest of several, by whole words; empty where none does."""
        found = [
            (at.start(), -len(word), word)
            for word in words
            if (at := re.search(rf"\b{re.escape(word)}\b(?! than)", self.plain))
        ]
        return min(found)[-1] if found else ""

    def lack(self, sentence: str) -> Lack:
        return Lack("GOAL-3", sentence, SETTER, self.field)


def exact_lacks(goal: GoalFacts, today: date, policy: PolicySettings) -> tuple[Lack, ...]:
    """Say what isn't exact, can't be, or contradicts another part; what is missing altogether `smart_lacks` says.

    `today` is the day on which it is looked at. Source: OPG 3.3 (GOAL-3).
    """
    return (
        *_statement(_Part(goal.statement, "what")),
        *_measure(_Part(goal.measure, "measure"), goal.calls),
        *_two_measures(_Part(goal.measure, "measure"), own_aim(goal.aim)),
        *_reason(_Part(goal.achievable, "achievable"), goal, "what the person can do already, or what has come"),
        *_reason(_Part(goal.relevant, "relevant"), goal, "which help is then not needed"),
        *_target(goal.target, today, policy),
    )


def _statement(part: _Part) -> list[Lack]:
    if not part.plain:
        return []
    found = []
    deed = _WHOSE.sub("", part.plain, count=1)
    if part.plain in _SUBJECTS or len(deed.split()) < 2:  # noqa: PLR2004  a verb and what it is about
        found.append(f"“{part.said.strip()}” names a subject: say what the person will do, where and with what.")
    told = (
        (_OTHERS, "“{}” says what others do: say what the person will do."),
        (_WISHES, "“{}” can't be missed: say what the person will do."),
        (_STATES, "“{}” says how somebody is: say what they will be seen doing."),
        (_DIRECTION, "“{}” says a direction and no end: say what the person will do, and how far."),
        (_ROUGHLY, "“{}” can be read in two ways: say how often."),
    )
    found += [sentence.format(word) for words, sentence in told if (word := part.first_of(words))]
    return [part.lack(sentence) for sentence in found]


def _measure(part: _Part, calls: str) -> list[Lack]:
    if not part.plain:
        return []
    such = "say at how many of how many visits or days, such as on 6 of 7 days"
    found = []
    if part.plain in _EMPTY:
        return [part.lack(f"“{part.said.strip()}” measures nothing: {such}.")]
    roughly = part.first_of(_ROUGH_MEASURES)
    if roughly:
        found.append(f"“{roughly}” can be read in two ways: {such}.")
    elif not re.search(r"\d", part.plain) and not part.first_of(_HOW_OFTEN):
        found.append(f"The measure has no number: {such}.")
    if word := part.first_of(_DIRECTION):
        found.append(f"“{word}” has no end: say what counts as reached.")
    found += [*_impossible(part.plain), *_at_other_calls(part, calls)]
    return [part.lack(sentence) for sentence in found]


def _two_measures(part: _Part, aim: Aim | None) -> list[Lack]:
    """Measured in words by other numbers than its ratings are counted by."""
    said = {(int(number), int(of)) for number, of in _OF.findall(part.plain)}
    if aim is None or not said or (aim.at_least, aim.of) in said:
        return []
    return [part.lack(f"The measure says otherwise than the ratings, {aim.at_least} of {aim.of}: make them the same.")]


def _impossible(said: str) -> list[str]:
    found = []
    for number, of in _OF.findall(said):
        reached, whole = int(number), int(of)
        if reached > whole:
            found.append(f"{reached} of {whole} can't be reached.")
        elif not reached:
            found.append(f"0 of {whole} is reached before anything is done.")
    found += [f"A week has {_WEEK} days, not {number}." for number in _A_WEEK.findall(said) if int(number) > _WEEK]
    found += [f"{number} % can't be reached." for number in _SHARE.findall(said) if int(number) > 100]  # noqa: PLR2004
    return found


def _at_other_calls(part: _Part, calls: str) -> list[str]:
    """Measured at a time of the day at which nobody works on it."""
    worked_on = {Call(each) for each in calls.split(",") if each}
    word = part.first_of(_TIMES)
    if not worked_on or not word or _TIMES[word] & worked_on:
        return []
    return [f"It is measured by “{word}”, and worked on at other calls: make them the same."]


def _reason(part: _Part, goal: GoalFacts, wanted: str) -> list[Lack]:
    if not part.said.strip():
        return []
    said = part.said.strip()
    if part.plain in _EMPTY or not re.search(r"\w", said):
        return [part.lack(f"“{said}” gives no reason: say {wanted}.")]
    if fold(said) == fold(goal.statement.strip()):
        return [part.lack(f"This repeats what the person will do: say {wanted}.")]
    word = part.first_of(_GUESSES)
    return [part.lack(f"“{word}” is a guess: say {wanted}.")] if word else []


def _target(target: date | None, today: date, policy: PolicySettings) -> list[Lack]:
    if target is None:
        return []
    part, ahead = _Part("", "target"), whole_days(today, target)
    if ahead < 0:
        return [part.lack(f"The target date, {day_text(target)}, has passed: agree another.")]
    if not ahead:
        return [part.lack("The target date is today: there is no visit left to work on it.")]
    if ahead > policy.dated_ahead_up_to.days:
        late = f"The target date, {day_text(target)}, is {ahead:,} days ahead: later than the service usually lasts."
        return [part.lack(late)]
    return []
