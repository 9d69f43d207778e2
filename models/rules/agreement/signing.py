"""The individual service agreement: in which order it is signed, uploaded and paid for, and who may sign it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import chain

from models.rules.clocks import in_utc, is_past
from models.rules.decision import Lack
from models.rules.who import CASE_COORDINATOR, DSO, NOBODY
from models.values import london_day
from models.vocabulary.agreement import Authority, Funding
from models.vocabulary.episodes import EpisodeKind

_SIGNER = "the person, or whoever may sign for them"


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """How far an agreement has come."""

    issued_at: datetime | None = None
    signed_at: datetime | None = None
    refused_at: datetime | None = None
    uploaded_at: datetime | None = None
    po_raised_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Somebody who signs: the person, or another in an authority whose evidence was seen by somebody."""

    name: str
    is_person: bool = False
    authority: Authority = Authority.NONE
    is_registered: bool = True  # of a lasting power of attorney
    order_covers_it: bool = True  # of a deputy's order
    is_joint: bool = False
    evidence_seen: bool = False


_REFUSED = {
    Authority.NONE: "is family or a friend without legal authority over money, which a next of kin doesn't have",
    Authority.LPA_HEALTH: "is an attorney for health and welfare, which doesn't cover money",
    Authority.APPOINTEE: "is a benefits appointee, which covers benefits and no agreement",
}


class AgreementStep(Enum):
    """What comes next of an agreement."""

    ISSUE = "issue"
    SIGN = "sign"
    UPLOAD = "upload"
    RAISE_PO = "raise_po"


def next_agreement_step(kind: EpisodeKind, newest: AgreementFacts | None) -> AgreementStep | None:
    """Issued, signed, uploaded, then the PO; none once it is raised, and none about support that is free.

    Source: OPG 1.2, 5.6 (FUND-1, FUND-4).
    """
    if newest is None:
        return AgreementStep.ISSUE if kind.is_interim else None
    if newest.signed_at is None:
        return AgreementStep.SIGN
    if newest.uploaded_at is None:
        return AgreementStep.UPLOAD
    return AgreementStep.RAISE_PO if newest.po_raised_at is None else None


def issuing_lacks(funding: Funding) -> tuple[Lack, ...]:
    """The agreement is a self-funder's. Source: OPG 5.6 (FUND-4)."""
    if funding is Funding.SELF_FUNDER:
        return ()
    sentence = "The individual service agreement is for a self-funder: check who pays for ongoing support."
    return (Lack("FUND-4", sentence, CASE_COORDINATOR, "funding"),)


def plan_lacks(*, is_of_this_episode: bool) -> tuple[Lack, ...]:
    """An agreement rests on a plan of the episode that it is for. Source: OPG 5.6 (FUND-4)."""
    if is_of_this_episode:
        return ()
    return (Lack("FUND-4", "This plan belongs to another episode: prepare the agreement anew.", DSO),)


def withdrawn_rate_lacks(withdrawn_at: datetime | None) -> tuple[Lack, ...]:
    """An agreement is issued with a rate that stands. Source: OPG 5.6 (FUND-4)."""
    if withdrawn_at is None:
        return ()
    return (Lack("FUND-4", "This rate was withdrawn: prepare the agreement anew.", DSO),)


def signed_already_lacks(signed_at: datetime | None) -> tuple[Lack, ...]:
    """What is signed is neither signed again nor refused. Source: OPG 5.6 (FUND-4)."""
    return () if signed_at is None else (Lack("FUND-4", "This agreement is signed already.", NOBODY),)


def signing_moment_lacks(signed_at: datetime, issued_at: datetime, moment: datetime) -> tuple[Lack, ...]:
    """Signed from the office's day of the printing on, and not in the future. Source: OPG 5.6 (FUND-4)."""
    if london_day(signed_at) >= london_day(issued_at) and not is_past(moment, signed_at):
        return ()
    return (Lack("FUND-4", "It is signed between the day it was printed and now.", DSO, "at"),)


def upload_lacks(agreement: AgreementFacts) -> tuple[Lack, ...]:
    """Only a signed agreement is uploaded to MOSAIC. Source: OPG 5.6 (FUND-4)."""
    if agreement.signed_at is not None:
        return ()
    if agreement.refused_at is not None:
        return (Lack("FUND-4", "The agreement was refused: it needs a signature before it is uploaded.", _SIGNER),)
    return (Lack("FUND-4", "The agreement is not signed yet.", _SIGNER),)


def upload_moment_lacks(uploaded_at: datetime, signed_at: datetime | None, moment: datetime) -> tuple[Lack, ...]:
    """Uploaded from the moment of the signature on, and not in the future. Source: OPG 5.6 (FUND-4)."""
    if signed_at is not None and in_utc(signed_at) <= in_utc(uploaded_at) <= in_utc(moment):
        return ()
    return (Lack("FUND-4", "It is uploaded after it was signed, and not in the future.", DSO, "at"),)


def po_lacks(agreement: AgreementFacts) -> tuple[Lack, ...]:
    """The PO "direct care full cost" is raised only once the agreement is signed and uploaded.

    Source: OPG 5.6 (FUND-4).
    """
    not_signed = upload_lacks(agreement)
    if not_signed or agreement.uploaded_at is not None:
        return not_signed
    return (Lack("FUND-4", "Upload the signed agreement to MOSAIC before the PO is raised.", DSO),)


def po_again_lacks(po_raised_at: datetime | None) -> tuple[Lack, ...]:
    """One PO an agreement. Source: OPG 5.6 (FUND-4)."""
    return () if po_raised_at is None else (Lack("FUND-4", "The PO for this agreement is raised already.", NOBODY),)


def refusal_lacks(because: str) -> tuple[Lack, ...]:
    """*Refused to sign* is an outcome, recorded with its reason. Source: Mental Capacity Act 2005 (FUND-5)."""
    return () if because.strip() else (Lack("FUND-5", "Say why the agreement was refused.", DSO, "because"),)


def covers_money(authority: Authority) -> bool:
    """Whether this authority reaches an agreement about money at all: its holder is then printed as one who may sign.

    Next of kin, a health-and-welfare attorney and a benefits appointee aren't; the evidence is seen when they sign.
    Source: Mental Capacity Act 2005 (FUND-5).
    """
    return authority not in _REFUSED


def representative_lacks(name: str) -> tuple[Lack, ...]:
    """Who speaks for somebody has a name. Source: Mental Capacity Act 2005 (FUND-5)."""
    return () if name.strip() else (Lack("FUND-5", "Give the representative's name.", "the person", "name"),)


def evidence_lacks(evidence: str) -> tuple[Lack, ...]:
    """An authority rests on a document that somebody saw. Source: Mental Capacity Act 2005 (FUND-5)."""
    if evidence.strip():
        return ()
    return (Lack("FUND-5", "Say what was seen: the registered document, or the order.", DSO, "seen"),)


def signer_lacks(signer: Signer) -> tuple[Lack, ...]:
    """Whether somebody may sign, and why not. Capacity is presumed, so the person always may.

    Source: Mental Capacity Act 2005 (FUND-5).
    """
    if signer.is_person:
        return ()
    if reason := _reason_against(signer):
        return (Lack("FUND-5", f"{signer.name} can't sign: {reason}.", _SIGNER),)
    if not signer.evidence_seen:
        sentence = f"See the evidence that {signer.name} may sign, and record who saw it and when."
        return (Lack("FUND-5", sentence, DSO, "evidence"),)
    return ()


def signature_lacks(signers: Sequence[Signer], joint: Sequence[str] = ()) -> tuple[Lack, ...]:
    """Every signature has its authority, and where attorneys act jointly (`joint` names them) all of them sign.

    The person's own signature suffices. Source: Mental Capacity Act 2005 (FUND-5).
    """
    if not signers:
        return (Lack("FUND-5", "Say who signed.", DSO, "signer_1"),)
    if any(each.is_person for each in signers):
        return ()
    present = {each.name for each in signers}
    missing = [name for name in joint if name not in present] if any(each.is_joint for each in signers) else []
    return tuple(
        chain(
            chain.from_iterable(map(signer_lacks, signers)),
            (Lack("FUND-5", f"The attorneys act jointly: {name} has to sign as well.", name) for name in missing),
        )
    )


def _reason_against(signer: Signer) -> str:
    """Why the authority doesn't reach; empty where it does."""
    if signer.authority in _REFUSED:
        return f"{signer.name} {_REFUSED[signer.authority]}"
    if signer.authority is Authority.LPA_PROPERTY and not signer.is_registered:
        return "the lasting power of attorney is not registered yet"
    if signer.authority is Authority.DEPUTY and not signer.order_covers_it:
        return "the deputy's order does not cover such an agreement"
    return ""
