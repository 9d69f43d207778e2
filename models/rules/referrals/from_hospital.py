"""Whether somebody comes from hospital: what document, reason and field say, and the question where they disagree.

Source: OPG 2.1, 2.2; the reading of `domain.md` (REF-10).
"""

from dataclasses import dataclass

from models.rules.decision import Lack
from models.rules.who import DSO, NOBODY
from models.vocabulary.referrals import ComesFrom, ReferralDocument, ReferralReason


@dataclass(frozen=True, slots=True, kw_only=True)
class HospitalSigns:
    """What says so; `answer` is what was answered to the question, which then counts alone, none while nobody has."""

    document: ReferralDocument | None = None
    reason: ReferralReason | None = None
    field: bool = False
    answer: bool | None = None

    @property
    def by_document(self) -> bool:
        """Whether it came on the hospital's document or D2A. Source: OPG 2.1 (REF-10)."""
        return self.document is not None and self.document.is_of_a_hospital

    @property
    def by_reason(self) -> bool:
        """Whether STS is asked for a hospital discharge. Source: OPG 1.1 (REF-2, REF-10)."""
        return self.reason is ReferralReason.HOSPITAL_DISCHARGE

    @property
    def is_from_hospital(self) -> bool:
        """The answer; without one, any of the three is enough, so that the higher band stands. (REF-10)."""
        return self.answer if self.answer is not None else self.by_document or self.by_reason or self.field

    @property
    def disagree(self) -> bool:
        """Whether one says yes and another no. What isn't stated says nothing.

        A field that isn't ticked says no unless document and reason both say yes: then nobody looked. (REF-10).
        """
        said = [self.by_document] if self.document is not None else []
        said += [self.by_reason] if self.reason is not None else []
        if self.field or not (self.by_document and self.by_reason):
            said.append(self.field)
        return any(said) and not all(said)

    @property
    def is_open(self) -> bool:
        """Whether the referral carries the question: they disagree, and nobody has answered. (REF-10)."""
        return self.disagree and self.answer is None

    @property
    def question(self) -> str:
        """The question with what speaks for it and what against it. Source: `domain.md` (REF-10)."""
        told = (
            ("the document", self.by_document, self.document is not None),
            ("the reason", self.by_reason, self.reason is not None),
            ("the field", self.field, True),
        )
        yes = [what for what, says, is_said in told if is_said and says]
        no = [what for what, says, is_said in told if is_said and not says]
        verb, but = ("says" if len(yes) == 1 else "say"), ("doesn't" if len(no) == 1 else "don't")
        first, second = " and ".join(yes), " and ".join(no)
        return f"From hospital? {first[:1].upper()}{first[1:]} {verb} so, {second} {but}: ask, and record the answer."


def origin_says_so(origin: ComesFrom | None) -> bool:
    """Whether where somebody comes from says that they are from hospital, whatever else is ticked. (REF-10, STC-1)."""
    return origin is not None and origin.is_hospital


def ticked_by_origin(
    before: ComesFrom | None, now: ComesFrom | None, *, ticked: bool, is_otherwise_known: bool
) -> bool:
    """The field once another origin was said: a hospital ticks it, and what it alone had ticked follows it away.

    `is_otherwise_known`: somebody said the field itself, now or before that hospital, or document, reason, a hospital
    or its days speak of it; then the tick stays, and where these disagree the question is asked. Source: OPG 2.2; STCH
    (REF-10, STC-1).
    """
    if origin_says_so(now):
        return True
    return ticked and (is_otherwise_known or not origin_says_so(before))


def origin_lacks(origin: ComesFrom | None, *, field: bool | None, at: str = "from_hospital") -> tuple[Lack, ...]:
    """That the person isn't from hospital can't be said while their origin says that they are. `field`: None where
    nobody said it; `at` is where it was said, in the field or as its answer. Source: `domain.md` (REF-10, STC-1).
    """
    if origin is None or field is not False or not origin_says_so(origin):
        return ()
    sentence = f"“{origin.label}” is where they come from, so they are from hospital: change where they come from."
    return (Lack("REF-10", sentence, DSO, at),)


def answer_stands(origin: ComesFrom | None, answer: bool | None) -> bool:  # noqa: FBT001
    """Whether what was answered still counts: a no doesn't once a hospital is said to be where they come from.

    It was answered without knowing that, and isn't answered twice: the higher band stands again, and where document,
    reason and field disagree the question is asked anew. Source: `domain.md` (REF-10, STC-1).
    """
    return answer is not False or not origin_says_so(origin)


def hospital_answer_lacks(signs: HospitalSigns, answer: bool | None, of_whom: str) -> tuple[Lack, ...]:  # noqa: FBT001
    """It is answered once, with yes or no, and says from whom; where nothing disagrees nothing is asked. (REF-10)."""
    if signs.answer is not None:
        return (Lack("REF-10", "Whether the person is from hospital was answered already.", NOBODY),)
    if not signs.disagree:
        sentence = "Document, reason and field agree on whether the person is from hospital: nothing is asked."
        return (Lack("REF-10", sentence, NOBODY),)
    yes_or_no = Lack("REF-10", "Answer with yes or no.", DSO, "from_hospital_answer")
    whom = Lack("REF-10", "Say who answered it: the ward, the assessor, the family.", DSO, "of_whom")
    return (*((yes_or_no,) if answer is None else ()), *(() if of_whom.strip() else (whom,)))


def hospital_answer_text(*, answer: bool, of_whom: str, by: str) -> str:
    """The answer in words, from whom and who recorded it: "no, said Ward 3 (recorded by Sam Lee)". (REF-10)."""
    return f"{'yes' if answer else 'no'}, said {of_whom} (recorded by {by})"
