"""The individual service agreement: in which order it is signed, uploaded and paid for, and who may sign it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain

from models.rules.decision import Lack
from models.vocabulary import Authority, Funding

_SIGNER = "the person, or whoever may sign for them"
_DSO = "the DSO"


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


def issuing_lacks(funding: Funding) -> tuple[Lack, ...]:
    """The agreement is a self-funder's. Source: OPG 5.6 (FUND-4)."""
    if funding is Funding.SELF_FUNDER:
        return ()
    sentence = "The individual service agreement is for a self-funder: check who pays for ongoing support."
    return (Lack("FUND-4", sentence, "the case coordinator"),)


def upload_lacks(agreement: AgreementFacts) -> tuple[Lack, ...]:
    """Only a signed agreement is uploaded to MOSAIC. Source: OPG 5.6 (FUND-4)."""
    if agreement.signed_at is not None:
        return ()
    if agreement.refused_at is not None:
        return (Lack("FUND-4", "The agreement was refused: it needs a signature before it is uploaded.", _SIGNER),)
    return (Lack("FUND-4", "The agreement is not signed yet.", _SIGNER),)


def po_lacks(agreement: AgreementFacts) -> tuple[Lack, ...]:
    """The PO "direct care full cost" is raised only once the agreement is signed and uploaded.

    Source: OPG 5.6 (FUND-4).
    """
    not_signed = upload_lacks(agreement)
    if not_signed or agreement.uploaded_at is not None:
        return not_signed
    return (Lack("FUND-4", "Upload the signed agreement to MOSAIC before the PO is raised.", _DSO),)


def refusal_lacks(because: str) -> tuple[Lack, ...]:
    """*Refused to sign* is an outcome, recorded with its reason. Source: Mental Capacity Act 2005 (FUND-5)."""
    return () if because.strip() else (Lack("FUND-5", "Say why the agreement was refused.", _DSO),)


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
        return (Lack("FUND-5", sentence, _DSO),)
    return ()


def signature_lacks(signers: Sequence[Signer], joint: Sequence[str] = ()) -> tuple[Lack, ...]:
    """Every signature has its authority, and where attorneys act jointly (`joint` names them) all of them sign.

    The person's own signature suffices. Source: Mental Capacity Act 2005 (FUND-5).
    """
    if not signers:
        return (Lack("FUND-5", "Say who signed.", _DSO),)
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
