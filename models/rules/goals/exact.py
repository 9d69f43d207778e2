"""What in a goal's five parts isn't exact: vague words, what can't be, and parts that contradict each other.

It is pointed at while a goal is written and beside one that is worked on. It decides nothing: a goal counts once its
five parts are there (GOAL-3), for whoever knows the person may mean a word exactly that a list calls vague.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from models.policy import PolicySettings
from models.rules.clocks import whole_days
from models.rules.decision import Lack
from models.rules.goals.aims import Aim, own_aim
from models.rules.goals.smart import SETTER, GoalFacts
from models.rules.sentences import day_text
from models.values import Call, fold
from models.vocabulary.goals import Letter

_WEEK = 7
_DIRECTION = (
    "better", "improve", "improved", "improvement", "improving", "increase", "increased", "increasing", "less",
    "lessen", "more", "progress", "reduce", "reduced", "stronger", "fitter",
)  # fmt: skip
_NO_DIRECTION = re.compile(  # "10 metres or more", "one more slice"
    r"\b(?:or|and) (?:less|more|fewer|better)\b|\b(?:less|more|better) than\b|\b(?:one|two|three|\d{1,4}) more\b"
    r"|\breduced (?:salt|fat|sugar)\b"
)
_WISHES = ("where possible", "if possible", "when possible", "as able", "as possible")
_WISHED = re.compile(  # the verb itself, for clothes are tried on and there are shops in Hope
    r"(?:try(?:ing)?(?! on\b)|aim to|attempt|hope|work(?:ing)? (?:on|towards?)|look to|consider)\b"
)
_STATES = (
    "quality of life", "previous level of function", "usual level of function", "return to baseline",
    "back to baseline",
)  # fmt: skip
_BEING = re.compile(
    r"(?:be able to|coping\b|cope\b(?! with my own)|maintain\b"
    r"|(?:be|become|feel|stay|remain|get|gain|regain|have|build)"
    r"(?: (?:my|his|her|their|more|fully|some|as))* "
    r"(?:independen(?:t|ce)|confiden(?:t|ce)|safe|mobile|comfortable|well ?being)\b)"
)
_BY_DOING = re.compile(r"\bby \w+ing\b")
_OTHERS = (
    "carers to", "carers will", "carer to", "carer will", "staff to", "staff will", "workers to", "workers will",
    "care workers will", "assistance with", "support with", "to be supported", "will be supported", "be helped",
    "be assisted", "be prompted", "be encouraged",
)  # fmt: skip
_HELPING = re.compile(  # without saying who does it, and so not the person, unless for somebody of their own
    r"(?:to )?((?:assist|enable|encourage|help|monitor|prompt|provide|supervise|support)\b)"
    r"(?! (?:my|his own|her own)\b)"
)
_HOW_MUCH = ("minimal assistance", "minimal help", "minimal support", "some help", "some assistance", "some support")
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
_NOT_ROUGH = re.compile(r"\bat (?:the )?most\b|\bhow (?:many|often)\b")
_ROUGH_MEASURES = (
    *_ROUGHLY, "most", "some", "regular", "majority", "several", "many", "a few", "ideally", "consistently", "about",
    "roughly", "nearly always", "almost always", "if possible", "where possible", "when possible", "as able",
)  # fmt: skip
_HOW_OFTEN = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "once", "twice", "every", "each",
    "all", "daily", "nightly", "weekly", "always", "never", "no", "none", "nil", "without", "any", "both",
)  # fmt: skip
_GUESSES = (
    "hopefully", "fingers crossed", "maybe", "perhaps", "possibly", "not sure", "unsure", "doubtful", "in theory",
    "time will tell",
)  # fmt: skip
_GUESSES_OF_WHETHER = (*_GUESSES, "should be", "unlikely")
_OF_ANY_GOAL = re.compile(
    r"(?:\w+ )?(?:is |am |are |very |well |highly )*(?:motivated|keen|willing)"
    r"|(?:to )?(?:promote|increase|improve|maintain|support)s?(?: (?:his|her|their|my))?"
    r" (?:independence|well ?being|quality of life|confidence)"
)
_EMPTY = frozenset(
    ("yes", "no", "n/a", "na", "none", "tbc", "tba", "tbd", "ok", "okay", "x", "as above", "see above", "see plan",
     "to follow", "to be confirmed", "unknown", "not known", "same", "ditto")
)  # fmt: skip
_TIMES = {
    "morning": {Call.MORNING}, "mornings": {Call.MORNING}, "breakfast": {Call.MORNING},
    "lunchtime": {Call.LUNCH}, "lunchtimes": {Call.LUNCH}, "lunches": {Call.LUNCH},
    "evening": {Call.TEA, Call.BED, Call.NIGHT}, "evenings": {Call.TEA, Call.BED, Call.NIGHT},
    "bedtime": {Call.BED, Call.NIGHT}, "bedtimes": {Call.BED, Call.NIGHT},
    "night": {Call.BED, Call.NIGHT}, "nights": {Call.BED, Call.NIGHT}, "at lunch": {Call.LUNCH}, "at tea": {Call.TEA},
    "teatime": {Call.TEA}, "teatimes": {Call.TEA},
    **{
        f"{call.value} {visit}": {call}  # the word alone is a drink or a piece of furniture too
        for call in (Call.LUNCH, Call.TEA, Call.BED)
        for visit in ("visit", "visits", "call", "calls", "time", "times")
    },
}  # fmt: skip
_WHOSE = re.compile(r"^(?:(?:i|he|she|they|we)(?:'ll|ll)? |)(?:(?:\w+ ){0,3}?(?:will|can|am going|is going) )?(?:to )?")
_DAYS = "days|mornings|evenings|nights|lunchtimes"
_COUNTED = f"visits|calls|times|{_DAYS}"
_AT_CALLS = "(?:(?:" + "|".join([call.label.lower() for call in Call]) + "|and) )*"
_LAST = "(?:the )?(?:last )?"
_OF = (
    re.compile(rf"\b(\d{{1,4}})(?: times)? (?:out )?of {_LAST}(\d{{1,4}}) {_AT_CALLS}(?:[a-z]+ )?(?:{_COUNTED})\b"),
    re.compile(rf"\b(\d{{1,2}})/(\d{{1,2}}) {_AT_CALLS}(?:{_COUNTED})\b"),
    re.compile(rf"\b(\d{{1,4}}) (?:{_COUNTED}) (?:out )?of {_LAST}(\d{{1,4}})\b(?! (?:weeks|months)\b)"),
    re.compile(rf"^(?:on |at )?(\d{{1,2}})(?: (?:out )?of |/){_LAST}(\d{{1,2}})$"),
)
_A_WEEK = re.compile(rf"\b(\d{{1,4}}) (?:{_DAYS}) (?:a|per|each|every) week\b")
_SHARE = re.compile(r"\b(\d{1,4}) ?(?:%|per cent|percent)")
_SUBJECT = re.compile(
    r"(?:(?:manage|complete|do|perform|carry out|undertake) )?(?:(?:my|his|her|their|own|all) )*"
    rf"(?:{'|'.join(sorted(_SUBJECTS))})(?: (?:tasks?|activities|needs?))?"
)

_PARTS_KEPT = 1_024  # a tab asks again of the same few goals with each rating


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the five as it was typed, and as its words are compared."""

    said: str
    field: str

    @property
    def plain(self) -> str:
        return " ".join(re.sub(r"[^\w%/'.]+", " ", self.said.lower().replace("’", "'")).split()).strip(" .")

    @property
    def deed(self) -> str:
        """What is done, from its verb on."""
        return _WHOSE.sub("", self.plain, count=1)

    @property
    def of(self) -> tuple[tuple[int, int], ...]:
        """The numbers of which it says that they are of how many visits or days."""
        return tuple(dict.fromkeys((int(some), int(of)) for each in _OF for some, of in each.findall(self.plain)))

    def first_of(self, words: Iterable[str], spared: re.Pattern[str] | None = None) -> str:
        """The one of these that stands first in it, the longest of several, by whole words; empty where none does.

        What is without it or not it doesn't count, nor does what is `spared`.
        """
        said = spared.sub(" ", self.plain) if spared else self.plain
        found = [
            (at.start(), -len(word), word)
            for word in words
            if (at := re.search(rf"(?<!\bwithout )(?<!\bnot )(?<!\bno )\b{re.escape(word)}\b", said))
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
        *_reason(_Part(goal.achievable, "achievable"), goal, _WHETHER, _GUESSES_OF_WHETHER),
        *_reason(_Part(goal.relevant, "relevant"), goal, "which help is then not needed", _GUESSES),
        *_target(goal.target, today, policy),
    )


_WHETHER = "what the person can do already, or what has come"
_DONE_BY_OTHERS = "“{}” says what others do: say what the person will do."
_IS_A_STATE = "“{}” says how somebody is: say what they will be seen doing."
_HAS_NO_END = "“{}” says a direction and no end: say what the person will do, and how far."
_HELP_UNSAID = "“{}” can be read in two ways: say how much help, such as one prompt."


@lru_cache(maxsize=_PARTS_KEPT)
def _statement(part: _Part) -> tuple[Lack, ...]:
    if not part.plain:
        return ()
    found = []
    deed = part.deed
    if _SUBJECT.fullmatch(deed) or len(deed.split()) < 2:  # noqa: PLR2004  a verb and what it is about
        found.append(f"“{part.said.strip()}” names a subject: say what the person will do, where and with what.")
    helping, wished = _HELPING.match(part.plain), _WISHED.match(deed)
    being = None if _BY_DOING.search(deed) else _BEING.match(deed)
    told = (
        (part.first_of(_OTHERS) or (helping[1] if helping else ""), _DONE_BY_OTHERS),
        (wished[0] if wished else part.first_of(_WISHES), "“{}” can't be missed: say what the person will do."),
        (being[0] if being else part.first_of(_STATES), _IS_A_STATE),
        (part.first_of(_DIRECTION, _NO_DIRECTION), _HAS_NO_END),
        (part.first_of(_ROUGHLY), "“{}” can be read in two ways: say how often."),
        (part.first_of(_HOW_MUCH), _HELP_UNSAID),
    )
    found += [sentence.format(word) for word, sentence in told if word]
    return tuple([part.lack(sentence) for sentence in found])


@lru_cache(maxsize=_PARTS_KEPT)
def _measure(part: _Part, calls: str) -> tuple[Lack, ...]:
    if not part.plain:
        return ()
    such = "say at how many of how many visits or days, such as on 6 of 7 days"
    found = []
    if part.plain in _EMPTY:
        return (part.lack(f"“{part.said.strip()}” measures nothing: {such}."),)
    roughly = part.first_of(_ROUGHLY if part.of else _ROUGH_MEASURES, _NOT_ROUGH)
    if roughly:
        found.append(f"“{roughly}” can be read in two ways: {such}.")
    elif not re.search(r"\d", part.plain) and not part.first_of(_HOW_OFTEN):
        found.append(f"The measure has no number: {such}.")
    if word := part.first_of(_HOW_MUCH):
        found.append(_HELP_UNSAID.format(word))
    if word := part.first_of(_DIRECTION, _NO_DIRECTION):
        found.append(f"“{word}” has no end: say what counts as reached.")
    found += [*_impossible(part), *_at_other_calls(part, calls)]
    return tuple([part.lack(sentence) for sentence in found])


def _two_measures(part: _Part, aim: Aim | None) -> list[Lack]:
    """Measured in words by other numbers, or at another letter, than its ratings are counted by."""
    if aim is None:
        return []
    is_other = bool(part.of) and (aim.at_least, aim.of) not in part.of
    letter = next(
        (each for each in Letter if re.match(rf"{each.label.lower()} (?:or less help )?at ", part.plain)), None
    )
    if not is_other and letter in {None, aim.letter}:
        return []
    return [part.lack(f"The measure says otherwise than the ratings, {aim.kept}: make them the same.")]


def _impossible(part: _Part) -> list[str]:
    found, said = [], part.plain
    for reached, whole in part.of:
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
    words = [word for word in _TIMES if part.first_of((word,))]
    if not worked_on or not words or any(_TIMES[word] & worked_on for word in words):
        return []
    return [f"It is measured by “{part.first_of(words)}”, and worked on at other calls: make them the same."]


def _reason(part: _Part, goal: GoalFacts, wanted: str, guesses: Iterable[str]) -> list[Lack]:
    if not part.said.strip():
        return []
    said = part.said.strip()
    if part.plain in _EMPTY or not re.search(r"\w", said):
        return [part.lack(f"“{said}” gives no reason: say {wanted}.")]
    if fold(said) == fold(goal.statement.strip()):
        return [part.lack(f"This repeats what the person will do: say {wanted}.")]
    if _OF_ANY_GOAL.fullmatch(part.plain):
        return [part.lack(f"“{said}” can be said of any goal: say {wanted}.")]
    word = part.first_of(guesses)
    return [part.lack(f"“{word}” is a guess: say {wanted}.")] if word else []


def _target(target: date | None, today: date, policy: PolicySettings) -> list[Lack]:
    if target is None:
        return []
    part, ahead = _Part("", "target"), whole_days(today, target)
    if ahead < 0:
        return [part.lack(f"The target date, {day_text(target)}, has passed: agree another.")]
    if ahead > policy.dated_ahead_up_to.days:
        late = f"The target date, {day_text(target)}, is {ahead:,} days ahead: later than the service usually lasts."
        return [part.lack(late)]
    return []
