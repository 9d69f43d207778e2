"""Who is asked to sign when an agreement is issued, and each signature with its own day."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from app.door.errors import Refused
from app.services.agreement import powers, signatures, signing
from app.services.agreement.signatures import SignedOn
from app.services.people import details
from models.agreement import Agreement
from models.episodes import Episode
from models.rules.agreement.who_signs import WhoSigns
from models.signers import AgreementSigner, SignatureRefused, SigningBasis
from models.vocabulary.agreement import Acting, Authority, PowerKind, SignsAs, SignsBecause
from tests.models.rows_of_signers import an_agreement

DAY = timedelta(days=1)
PERMISSION, LACKS = SignsBecause.PERMISSION, SignsBecause.LACKS_CAPACITY
ASSESSED = {"because": LACKS, "assessed_by": "Sam Lee, SW", "evidence": "MCA form in MOSAIC"}


@pytest.fixture
def issued(office):
    """A function that issues an agreement, and gives its id."""
    return lambda: an_agreement(office, office._next())


@pytest.fixture
def power(office):
    """A function that records a power over the money of an agreement's person; it gives the power and its holders."""

    def record(agreement, kind=PowerKind.LPA_PROPERTY, names=("Ann Gill", "Tom Gill"), replacement="", **more):
        person = office.get(Episode, office.get(Agreement, agreement).episode_id).person_id
        held = [office.do(details.add_representative, person=person, name=each).made for each in names]
        spare = [office.do(details.add_representative, person=person, name=replacement).made] if replacement else []
        today = office.now.date()
        told = {"dated": today - 90 * DAY, "registered_on": today - 30 * DAY, "copy_seen": today} | more
        made = office.do(powers.record_power, person=person, kind=kind, holders=held, replacements=spare, **told).made
        return made, held + spare

    return record


def ask(office, agreement, power=None, *signers, **more):
    answer = WhoSigns(power=power, signers=tuple(signers), **({"because": PERMISSION} if power else {}) | more)
    return office.do(signatures.ask_to_sign, agreement=agreement, answer=answer)


def every(office, kind):
    with office.database.reading() as session:
        return session.scalars(select(kind).order_by(kind.id)).all()


def sign(office, agreement, *names, at=None, seen=1):
    lines = {each.name: each.id for each in every(office, AgreementSigner) if each.agreement_id == agreement}
    signed = [SignedOn(lines[each], at or office.now) for each in names]
    return office.do(signatures.record_signatures, agreement=agreement, seen=seen, signed=signed)


@pytest.mark.rule("FUND-5")
def test_the_person_signs_although_somebody_holds_a_power(office, issued, power):
    agreement = issued()
    power(agreement)
    ask(office, agreement)
    (asked,), (basis,) = every(office, AgreementSigner), every(office, SigningBasis)
    assert (asked.signs_as, asked.representative_id, basis.power_id, basis.because) == (SignsAs.SELF, None, None, None)
    sign(office, agreement, asked.name)
    kept = office.get(Agreement, agreement)
    assert (kept.signed_by, kept.signed_as, kept.signed_at) == (asked.name, None, office.now)


@pytest.mark.rule("FUND-5")
def test_attorneys_who_act_jointly_all_sign_each_on_their_own_day_before_it_counts(office, issued, power):
    agreement = issued()
    lpa, (ann, tom) = power(agreement, acts=Acting.JOINTLY, reference="7000-1")
    with pytest.raises(Refused, match="Tom Gill has to sign as well"):
        ask(office, agreement, lpa, ann)
    ask(office, agreement, lpa, ann, tom)
    sign(office, agreement, "Ann Gill")
    assert office.get(Agreement, agreement).signed_at is None
    with pytest.raises(Refused, match="not signed yet"):
        office.do(signing.record_upload, agreement=agreement, seen=2, at=office.now)
    with pytest.raises(Refused, match="Ann Gill has signed already"):
        sign(office, agreement, "Ann Gill", "Tom Gill", seen=2)
    office.clock.advance(DAY)
    sign(office, agreement, "Tom Gill", seen=2)
    kept = office.get(Agreement, agreement)
    assert [each.signed_at for each in every(office, AgreementSigner)] == [office.now - DAY, office.now]
    assert kept.signed_at == office.now
    assert (kept.signed_by, kept.signed_as) == ("Ann Gill and Tom Gill", Authority.LPA_PROPERTY)
    assert kept.evidence.startswith("Lasting power of attorney")
    assert "number 7000-1" in kept.evidence
    assert kept.evidence_seen_by_id == office.staff["DSO"]


@pytest.mark.rule("FUND-5")
def test_one_of_them_is_enough_severally_and_of_a_mixed_power_only_where_this_is_no_joint_decision(
    office, issued, power
):
    agreement = issued()
    lpa, (ann, _tom) = power(agreement, acts=Acting.SEVERALLY)
    ask(office, agreement, lpa, ann)
    assert [each.name for each in every(office, AgreementSigner)] == ["Ann Gill"]
    sign(office, agreement, "Ann Gill")
    assert office.get(Agreement, agreement).signed_by == "Ann Gill"
    other = issued()
    mixed, (ann, _tom) = power(other, acts=Acting.MIXED)
    for together in (None, True):
        with pytest.raises(Refused, match="this counts as one: Tom Gill has to sign as well"):
            ask(office, other, mixed, ann, together=together)
    ask(office, other, mixed, ann, together=False)
    assert every(office, SigningBasis)[-1].together is False


@pytest.mark.rule("FUND-5")
def test_a_lack_of_capacity_is_kept_with_who_assessed_it_when_and_where_it_is_written(office, issued, power):
    agreement, today = issued(), office.now.date()
    order, (ann,) = power(agreement, PowerKind.DEPUTY, ("Ann Gill",), registered_on=None, covers_it=True)
    with pytest.raises(Refused, match="only when the person lacks capacity"):
        ask(office, agreement, order, ann)
    with pytest.raises(Refused, match="on which day"):
        ask(office, agreement, order, ann, **ASSESSED)
    ask(office, agreement, order, ann, assessed_on=today, **ASSESSED)
    (basis,), (asked,) = every(office, SigningBasis), every(office, AgreementSigner)
    assert (basis.because, basis.assessed_by, basis.assessed_on) == (LACKS, "Sam Lee, SW", today)
    assert (basis.evidence, asked.signs_as) == ("MCA form in MOSAIC", SignsAs.DEPUTY)


@pytest.mark.rule("FUND-5")
def test_an_enduring_power_that_is_not_registered_serves_only_while_the_person_has_capacity(office, issued, power):
    agreement, today = issued(), office.now.date()
    epa, (ann,) = power(agreement, PowerKind.EPA, ("Ann Gill",), registered_on=None)
    with pytest.raises(Refused, match="has to be registered first"):
        ask(office, agreement, epa, ann, assessed_on=today, **ASSESSED)
    ask(office, agreement, epa, ann)
    assert every(office, AgreementSigner)[0].signs_as is SignsAs.ATTORNEY


@pytest.mark.rule("FUND-5")
def test_a_replacement_signs_from_their_day_and_who_stopped_signs_no_more(office, issued, power):
    agreement, today = issued(), office.now.date()
    lpa, (ann, sue) = power(agreement, names=("Ann Gill",), replacement="Sue Gill")
    with pytest.raises(Refused, match="have replaced nobody yet"):
        ask(office, agreement, lpa, ann, sue)
    ask(office, agreement, lpa, ann)
    office.do(powers.replace_attorney, power=lpa, seen=1, instead_of=ann, since=today, replacement=sue)
    with pytest.raises(Refused, match="Ann Gill can't sign: they stopped acting"):
        sign(office, agreement, "Ann Gill")
    with pytest.raises(Refused, match="issue a new one in its place"):
        office.do(signing.sign, agreement=agreement, seen=1, signed_at=office.now, representatives=(sue,))
    assert office.get(Agreement, agreement).signed_at is None


@pytest.mark.rule("FUND-5")
def test_another_than_those_who_were_asked_needs_a_new_paper(office, issued, power):
    agreement = issued()
    lpa, (ann, _tom) = power(agreement, acts=Acting.SEVERALLY)
    ask(office, agreement, lpa, ann)
    with pytest.raises(Refused, match=r"for Ann Gill to sign\. If somebody else signs, issue a new one"):
        office.do(signing.sign, agreement=agreement, seen=1, signed_at=office.now)
    with pytest.raises(Refused, match="said already"):
        ask(office, agreement)
    office.do(signing.sign, agreement=agreement, seen=1, signed_at=office.now, representatives=(ann,))
    assert office.get(Agreement, agreement).signed_by == "Ann Gill"


@pytest.mark.rule("FUND-5")
def test_a_next_of_kin_and_anothers_power_do_not_sign(office, issued, power):
    agreement, other = issued(), issued()
    lpa, (ann, _tom) = power(other, acts=Acting.SEVERALLY)
    person = office.get(Episode, office.get(Agreement, agreement).episode_id).person_id
    kin = office.do(details.add_representative, person=person, name="Joe Gill").made
    with pytest.raises(Refused, match="Joe Gill is family or a friend without legal authority"):
        office.do(signatures.ask_to_sign, agreement=agreement, answer=WhoSigns(signers=(kin,)))
    with pytest.raises(Refused):
        ask(office, agreement, lpa, ann)
    assert every(office, AgreementSigner) == []


@pytest.mark.rule("FUND-5")
def test_a_refusal_stays_with_who_refused_why_and_what_was_said_about_cost_when_it_is_signed_later(
    office, issued, power
):
    agreement = issued()
    lpa, (ann, tom) = power(agreement, acts=Acting.JOINTLY)
    ask(office, agreement, lpa, ann, tom)
    told = {"because": " Finds it dear ", "said_of_cost": "£86.80 a week, leaflet 3"}
    with pytest.raises(Refused, match="Ann Gill or Tom Gill"):
        office.do(signing.record_refusal, agreement=agreement, seen=1, refused_by="Joe", **told)
    office.do(signing.record_refusal, agreement=agreement, seen=1, refused_by="Tom Gill", **told)
    sign(office, agreement, "Ann Gill", "Tom Gill", seen=2)
    (kept,) = every(office, SignatureRefused)
    assert (kept.refused_by, kept.reason, kept.said_of_cost) == ("Tom Gill", "Finds it dear", told["said_of_cost"])
    assert (kept.refused_at, office.get(Agreement, agreement).refused_at) == (office.now, None)
