"""The names for automation of the tab Interim transfer. N stands for a number, counted from 1."""

NAMES = {
    "transfer.notice.offer": "what more can be done about a notice of the tab",
    "transfer.notice.close": "close the tab's notice",
    "transfer.empty.step": "the first step where nobody is in service",
    "transfer.independence": "record that the MDT agreed maximum independence",
    "transfer.assessment": "record the assessment of ongoing need",
    "transfer.support_plan": "record that the support plan is complete",
    "transfer.agreed": "record that the MDT agreed this transfer",
    "transfer.send": "record that the package was sent to Brokerage",
    "transfer.sent": "change when the package was sent to Brokerage",
    "transfer.listed": "record that it is on the lack of provision list",
    "transfer.offer": "record a PVI provider's offer",
    "transfer.own_search": "record the person's own search",
    "transfer.need": "record that ongoing need is confirmed",
    "transfer.fabo": "record the FABO referral",
    "transfer.route": "choose who gives the interim support",
    "transfer.hand_over": "hand the person over",
    "transfer.abandon": "there will be no transfer",
    "transfer.export_tracker": "export to the scheduling tracker",
    "transfer.funding": "who pays for ongoing support",
    "transfer.print_agreement": "look at the agreement, then print it",
    "transfer.issue": "issue the agreement",
    "transfer.sign": "record the signature",
    "transfer.refuse": "record that it was refused",
    "transfer.upload": "record that the signed agreement is in MOSAIC",
    "transfer.po": "record that the PO is raised",
    "transfer.add_representative": "add somebody who speaks for the person",
    "transfer.issued.N": "print an issued agreement again",
    "transfer.speaker.N": "record the evidence of an authority",
}

_STEPS = {
    "sts_dso": ("capacity_spoken", "scheduling_told", "psp_sent", "end_date_request", "sts_psp_finished"),
    "case_coordinator": ("stays_allocated", "interim_po", "fabo_referral", "review_plan_sent"),
    "interim_dso": ("transfer_accepted", "interim_psp", "interim_finished"),
    "brokerage": ("pvi_confirmed", "pvi_notified", "pvi_po"),
}
_FORMS = {
    "independence": ("at",),
    "assessment": ("at", "decision", "by"),
    "support_plan": ("at",),
    "agreed": ("at", "reason"),
    "send": ("at",),
    "listed": ("at",),
    "offer": ("at", "provider", "starts_on"),
    "own_search": ("since", "evidence"),
    "need": ("at",),
    "fabo": ("at",),
    "route": ("team", "dso"),
    "hand_over": ("at",),
    "abandon": (),
    "note": ("text",),
    "issue": ("edition",),
    "sign": ("at", "signer_N", "evidence", "reaches"),
    "refuse": ("because",),
    "upload": ("at",),
    "representative": ("name", "relation", "authority", "joint", "telephone"),
    "evidence": ("seen",),
}
_PANELS = ("conditions", "brokerage", "checklist", "move", "money", "agreement")


def form_names(tab: str, forms: dict[str, tuple[str, ...]]) -> dict[str, str]:
    """The names within the small forms of a tab."""
    names: dict[str, str] = {}
    for form, fields in forms.items():
        start = f"{tab}.{form}_form"
        names |= {f"{start}.{field}": f"{field.replace('_', ' ')} in the form {form}" for field in fields}
        names[f"{start}.confirm"] = f"do what the form {form} asks for"
        names[f"{start}.back"] = f"leave the form {form}"
        names |= notice_names(start)
    return names


def notice_names(of: str) -> dict[str, str]:
    """The names within a notice."""
    return {
        f"{of}.notice.offer": "what more can be done about a notice",
        f"{of}.notice.close": "close a notice",
    }


for _role, _steps in _STEPS.items():
    for _step in _steps:
        NAMES[f"transfer.checklist.{_role}.{_step}"] = f"tick {_step.replace('_', ' ')}"
        NAMES[f"transfer.checklist.{_role}.{_step}.note"] = f"write a note on {_step.replace('_', ' ')}"
for _panel in _PANELS:
    NAMES |= notice_names(f"transfer.{_panel}")
NAMES |= form_names("transfer", _FORMS)
