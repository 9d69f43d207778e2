"""The words of the transfer to interim support: routes, roles and steps."""

from models.vocabulary.choice import Choice


class TransferRoute(Choice):
    """Where interim support is given. Source: OPG 5.2, 5.4 (INT-7, INT-8)."""

    INTERIM_TEAM = "interim_team", "Interim Home Care team"
    WITHIN_STS = "within_sts", "Interim support within STS"


class OfferEnd(Choice):
    """How an offer of a PVI provider came to nothing. Source: OPG 5.2; MG (INT-1)."""

    DECLINED = "declined", "Declined by the person"
    WITHDRAWN = "withdrawn", "Withdrawn by the provider"


class HandOverAnswer(Choice):
    """What the interim DSO says to a hand-over that is asked of her. Source: MG (INT-9)."""

    ACCEPTED = "accepted", "Accepted"
    RETURNED = "returned", "Returned"


class TransferRole(Choice):
    """The four columns of the transfer checklist. Source: MG (INT-3 to INT-6)."""

    STS_DSO = "sts_dso", "STS DSO"
    CASE_COORDINATOR = "case_coordinator", "Case coordinator"
    INTERIM_DSO = "interim_dso", "Interim DSO"
    BROKERAGE = "brokerage", "Brokerage (recorded by the DSO)"


class TransferStepKind(Choice):
    """The steps of the transfer checklist, in their order within a role. Source: MG (INT-3 to INT-6)."""

    CAPACITY_SPOKEN = "capacity_spoken", "Spoken with the interim DSO about capacity, case note recorded"
    SCHEDULING_TOLD = "scheduling_told", "Scheduling told through the tracker"
    PSP_SENT = "psp_sent", "PSP sent to the interim DSO as a next action, outcome sent immediately, with the reason"
    END_DATE_REQUEST = "end_date_request", "Service end date request sent to PST"
    STS_PSP_FINISHED = "sts_psp_finished", "STS PSP finished"
    STAYS_ALLOCATED = "stays_allocated", "Stays allocated until the move to PVI"
    INTERIM_PO = "interim_po", "Long-term PO for the interim service requested, note: straight to purchasing"
    FABO_REFERRAL = "fabo_referral", "FABO referral made (where the person co-funds)"
    REVIEW_PLAN_SENT = "review_plan_sent", "Review support plan sent to the area P&P team (on a PVI offer)"
    TRANSFER_ACCEPTED = "transfer_accepted", "Transfer accepted"
    INTERIM_PSP = "interim_psp", "PSP completed"
    INTERIM_FINISHED = "interim_finished", "Step and involvement finished (when interim ends)"
    PVI_CONFIRMED = "pvi_confirmed", "PVI start date confirmed"
    PVI_NOTIFIED = "pvi_notified", "Case coordinator and interim DSO notified"
    PVI_PO = "pvi_po", "PO request sent, which ends the interim PO"

    @property
    def role(self) -> TransferRole:
        """Whose column the step stands in."""
        return _STEP_ROLES[self]


_STEP_ROLES = {
    TransferStepKind(step): role
    for role, steps in {
        TransferRole.STS_DSO: (
            "capacity_spoken",
            "scheduling_told",
            "psp_sent",
            "end_date_request",
            "sts_psp_finished",
        ),
        TransferRole.CASE_COORDINATOR: ("stays_allocated", "interim_po", "fabo_referral", "review_plan_sent"),
        TransferRole.INTERIM_DSO: ("transfer_accepted", "interim_psp", "interim_finished"),
        TransferRole.BROKERAGE: ("pvi_confirmed", "pvi_notified", "pvi_po"),
    }.items()
    for step in steps
}
