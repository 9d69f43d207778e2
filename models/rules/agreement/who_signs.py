"""Who signs this time: the answer that is asked each time an agreement is issued, and what it lacks (FUND-5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from models.rules.agreement.powers import PowerFacts, holders_lacks, power_lacks
from models.rules.agreement.signing import Signer, signer_lacks
from models.rules.decision import Lack
from models.rules.sentences import joined
from models.rules.who import DSO, NOBODY
from models.vocabulary.agreement import Authority, SignsAs, SignsBecause


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoSigns:
    """The answer: the person where nothing else is said, else these holders of a power, and why not the person.

    `together` says of a power that is mixed whether this is one of the decisions made together; not known counts as
    yes. Capacity is assessed for this decision: by whom, when, and where that is written down.
    """

    power: UUID | None = None
    signers: tuple[UUID, ...] = ()
    together: bool | None = None
    because: SignsBecause | None = None
    assessed_by: str = ""
    assessed_on: date | None = None
    evidence: str = ""

    @property
    def is_person(self) -> bool:
        """Whether the person signs: capacity is presumed."""
        return self.power is None and not self.signers


@dataclass(frozen=True, slots=True)
class Asked:
    """One of those who were asked to sign, when the agreement was issued; `signed_at` once they have."""

    key: UUID
    name: str
    signs_as: SignsAs
    signed_at: datetime | None = None


def reason_lacks(answer: WhoSigns, day: date) -> tuple[Lack, ...]:
    """Why somebody else signs: permission, or a lack of capacity that was assessed by somebody, not in the future.

    Source: Mental Capacity Act 2005 (FUND-5).
    """
    if answer.because is None:
        sentence = "Say why the person doesn't sign: they give permission, or they lack capacity for this decision."
        return (_lack(sentence, "because"),)
    if answer.because is SignsBecause.PERMISSION:
        return ()
    found = []
    if not answer.assessed_by.strip():
        found.append(_lack("Say who assessed that the person lacks capacity for this decision.", "assessed_by"))
    if answer.assessed_on is None:
        found.append(_lack("Say on which day capacity for this decision was assessed.", "assessed_on"))
    elif answer.assessed_on > day:
        found.append(_lack("Capacity can't have been assessed in the future.", "assessed_on"))
    if not answer.evidence.strip():
        found.append(_lack("Say where the assessment of capacity is written down.", "capacity_evidence"))
    return tuple(found)


def who_signs_lacks(
    answer: WhoSigns, power: PowerFacts | None, speakers: Sequence[tuple[str, Authority]], day: date
) -> tuple[Lack, ...]:
    """What is missing before an agreement is issued for these signers on this day; the person may always sign.

    `speakers` are those of `answer.signers` by name, for a refusal of somebody without a power over money: next of
    kin, a benefits appointee, an attorney for health and welfare. Source: Mental Capacity Act 2005 (FUND-5).
    """
    if answer.is_person:
        return ()
    if power is None:
        return without_power_lacks(speakers)
    return (
        *reason_lacks(answer, day),
        *power_lacks(power, answer.because, day),
        *holders_lacks(power, answer.signers, day, together=answer.together),
    )


def asked_lacks(asked: Sequence[Asked], signed: Sequence[UUID]) -> tuple[Lack, ...]:
    """Exactly those sign who were asked when the paper was issued, and nobody twice; another needs a new paper.

    Source: Mental Capacity Act 2005 (FUND-5); good practice (one reference, one paper).
    """
    if not signed:
        return (_lack("Say who signed.", "signer_1"),)
    known = {each.key: each for each in asked}
    if any(each not in known for each in signed):
        names = joined([each.name for each in asked])
        sentence = f"This paper is for {names} to sign. If somebody else signs, issue a new one in its place."
        return (_lack(sentence, "signer_1"),)
    twice = [known[each].name for each in signed if known[each].signed_at is not None]
    return tuple(Lack("FUND-5", f"{name} has signed already.", NOBODY, "signer_1") for name in twice)


def asked_again_lacks(asked: Sequence[Asked]) -> tuple[Lack, ...]:
    """Who signs a paper is said once, when it is issued. Source: Mental Capacity Act 2005 (FUND-5)."""
    if not asked:
        return ()
    return (_lack("Who signs this paper is said already. If somebody else signs, issue a new one.", "who"),)


def refused_by_lacks(asked: Sequence[Asked], who: str) -> tuple[Lack, ...]:
    """Whoever refuses is one of those who were asked. Source: Mental Capacity Act 2005 (FUND-5)."""
    if not asked or any(each.name == who for each in asked):
        return ()
    names = joined([each.name for each in asked], "or")
    return (_lack(f"Say who refused: {names}.", "refused_by"),)


def without_power_lacks(speakers: Sequence[tuple[str, Authority]]) -> tuple[Lack, ...]:
    """Why these can't sign, of whom no power is recorded: their authority isn't over money, or it is to be recorded.

    Source: Mental Capacity Act 2005 (FUND-5).
    """
    found: list[Lack] = []
    for name, authority in speakers:
        refused = signer_lacks(Signer(name=name, authority=authority, evidence_seen=True))
        found += refused or (
            _lack(f"Record the power by which {name} signs: its date, its number and the copy that was seen.", "power"),
        )
    return tuple(found) or (_lack("Say who signs.", "who"),)


def _lack(sentence: str, field: str) -> Lack:
    return Lack("FUND-5", sentence, DSO, field)
