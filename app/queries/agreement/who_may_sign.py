"""Who may sign an agreement: the powers over somebody's money, and the answers to "Who signs this time?" (FUND-5)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import select

from app.door.turn import Turn
from models.agreement import Agreement
from models.people import Representative
from models.powers_read import KnownPower, powers_of
from models.rules.agreement.powers import Holder, PowerFacts
from models.rules.agreement.who_signs import WhoSigns, who_signs_lacks
from models.rules.decision import Lack
from models.rules.sentences import day_text, joined
from models.signers import AgreementSigner
from models.vocabulary.agreement import Acting, Authority, PowerKind, SignsAs
from models.vocabulary.people import PaperFormat

__all__ = [
    "AskedLine", "Holder", "PowerFacts", "PowerView", "SignChoice", "Signatories", "SpeakerFacts", "WhoSigns",
    "asked_to_sign", "power_views", "sign_choices", "signatories",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class SpeakerFacts:
    """Somebody who speaks for the person, as the question of who signs needs them."""

    id: UUID
    name: str
    relation: str
    authority: Authority
    paper_format: PaperFormat


@dataclass(frozen=True, slots=True)
class PowerView:
    """One power: what it is and who holds it in a sentence, and what stands in its form."""

    id: UUID
    seen: int
    facts: PowerFacts
    reference: str
    title: str
    sentence: str
    is_seen: bool

    @property
    def kind(self) -> PowerKind:
        """Which power it is."""
        return self.facts.kind


@dataclass(frozen=True, slots=True)
class SignChoice:
    """One answer to "Who signs this time?", whose format the paper is then made in."""

    answer: WhoSigns
    label: str
    paper_format: PaperFormat


@dataclass(frozen=True, slots=True)
class AskedLine:
    """One of those whom a paper asks to sign, and when they did."""

    id: UUID
    agreement: UUID
    name: str
    signs_as: SignsAs
    signed_at: datetime | None


@dataclass(frozen=True, slots=True)
class Signatories:
    """Who stands on the paper, and by which power; nobody where the person signs. `lacks` is what is missing.

    `paper_format` is the print that they need, none where the person signs.
    """

    people: tuple[tuple[str, str], ...]  # name and telephone number
    power: KnownPower | None
    lacks: tuple[Lack, ...]
    paper_format: PaperFormat | None = None


def power_views(turn: Turn, person: UUID) -> tuple[PowerView, ...]:
    """The powers over somebody's money, in one statement."""
    return tuple(_view(each, turn.day) for each in powers_of(turn.session, turn.office, person))


def asked_to_sign(turn: Turn, episode: UUID) -> tuple[AskedLine, ...]:
    """Whom the papers of an episode ask to sign, in their order on each paper."""
    rows = turn.session.execute(
        select(
            AgreementSigner.id,
            AgreementSigner.agreement_id,
            AgreementSigner.name,
            AgreementSigner.signs_as,
            AgreementSigner.signed_at,
        )
        .join(Agreement, Agreement.id == AgreementSigner.agreement_id)
        .where(Agreement.episode_id == episode, Agreement.office_id == turn.office)
        .order_by(AgreementSigner.agreement_id, AgreementSigner.position)
    )
    return tuple(AskedLine(*row) for row in rows)


def signatories(turn: Turn, *, person: UUID, answer: WhoSigns) -> Signatories:
    """Whom the paper asks to sign, and why it can't be issued for them. Source: Mental Capacity Act 2005 (FUND-5)."""
    if answer.is_person:
        return Signatories((), None, ())
    known = {each.id: each for each in powers_of(turn.session, turn.office, person)}
    power = known.get(answer.power) if answer.power is not None else None
    rows = turn.session.execute(
        select(
            *(Representative.id, Representative.name, Representative.authority, Representative.telephone),
            Representative.paper_format,
        ).where(Representative.id.in_(answer.signers), Representative.office_id == turn.office)
    ).all()
    found = {row.id: row for row in rows}
    ordered = [found[each] for each in answer.signers if each in found]
    lacks = who_signs_lacks(
        answer, power.facts if power else None, [(each.name, each.authority) for each in ordered], turn.day
    )
    told = tuple((each.name, each.telephone) for each in ordered)
    return Signatories(told, power, lacks, _print_of(each.paper_format for each in ordered) if ordered else None)


def sign_choices(
    person: str, paper_format: PaperFormat, speakers: Sequence[SpeakerFacts], powers: Sequence[PowerView], day: date
) -> tuple[SignChoice, ...]:
    """The answers, the person first; then each way in which a power can be used on this day; then those without one.

    Those without one stand there too: whoever chooses them is told why they can't sign.
    """
    formats = {each.id: each.paper_format for each in speakers}
    found = [SignChoice(WhoSigns(), person, paper_format)]
    for power in powers:
        found += [_choice(power, holders, formats) for holders in _ways(power.facts, day)]
    held = {each.key for power in powers for each in power.facts.holders}
    for each in speakers:
        if each.id not in held:
            told = f"{each.name}, {each.relation}" if each.relation else each.name
            found.append(SignChoice(WhoSigns(signers=(each.id,)), f"{told}: no power recorded", each.paper_format))
    return tuple(found)


def _ways(facts: PowerFacts, day: date) -> Iterable[tuple[Holder, ...]]:
    """Together first; then each alone where one of them can be enough."""
    acting = facts.acting(day)
    if acting and (len(acting) == 1 or facts.acts is not Acting.SEVERALLY):
        yield acting
    if len(acting) > 1 and facts.acts in {Acting.SEVERALLY, Acting.MIXED}:
        for each in acting:
            yield (each,)


def _choice(power: PowerView, holders: tuple[Holder, ...], formats: dict[UUID, PaperFormat]) -> SignChoice:
    role = "deputy" if power.kind is PowerKind.DEPUTY else "attorney"
    alone = len(holders) == 1
    names = joined([each.name for each in holders])
    told = f"{names}, {role}" if alone else f"{names}, {role}s together" if role == "attorney" else f"{names}, deputies"
    answer = WhoSigns(power=power.id, signers=tuple(each.key for each in holders))
    if power.facts.acts is Acting.MIXED and len(power.facts.holders) > 1:
        answer = replace(answer, together=not alone)
        told += " (this isn't decided together)" if alone else ""
    return SignChoice(answer, told, _print_of(formats.get(each.key) for each in holders))


def _print_of(formats: Iterable[PaperFormat | None]) -> PaperFormat:
    """The print in which all of them can read one paper."""
    return PaperFormat.LARGE_PRINT if PaperFormat.LARGE_PRINT in formats else PaperFormat.STANDARD


def _view(known: KnownPower, day: date) -> PowerView:
    facts = known.facts
    dated = f" of {day_text(facts.dated)}" if facts.dated else ""
    said = [_held(facts, day)]
    said.append(_reach(facts))
    said.append(f"Number {known.reference}" if known.reference else "")
    by = f"Certified copy seen by {known.seen_by} on"
    said.append(f"{by} {day_text(facts.seen_on)}" if facts.seen_on else "No copy seen yet")
    told = ". ".join(filter(None, said)) + "."
    return PowerView(
        known.id, known.version, facts, known.reference, f"{facts.kind.label}{dated}", told, facts.seen_on is not None
    )


def _reach(facts: PowerFacts) -> str:
    """Whether it is registered, or of an order whether it covers such an agreement."""
    if facts.kind is not PowerKind.DEPUTY:
        return f"Registered {day_text(facts.registered_on)}" if facts.registered_on else "Not registered"
    if facts.covers_it is None:
        return "Not known whether the order covers an agreement"
    return "" if facts.covers_it else "The order does not cover an agreement"


def _held(facts: PowerFacts, day: date) -> str:
    """Who acts, how, and who is named for later."""
    names = joined([each.name for each in facts.acting(day)]) or "Nobody acts"
    how = ""
    if len(facts.holders) > 1:
        how = f" ({facts.acts.label.lower()})" if facts.acts else " (not known how they act, so all of them sign)"
    waiting = [each.name for each in facts.holders if each.is_replacement and each.acts_from is None]
    later = f"; replacement: {joined(waiting)}" if waiting else ""
    return f"{names}{how}{later}"
