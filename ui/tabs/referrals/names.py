"""The object names of the Referrals tab: each control that acts or tells, and what it is; N stands for a number."""

from ui.tabs.referrals.capacity.names import CAPACITY_NAMES

_QUEUE = {
    "referrals.new": "take a referral in by hand",
    "referrals.import": "read the Care Hub's list from a file",
    "referrals.by_patch": "open the capacity of a team: its hours, days, calls and what comes back",
    "referrals.queue": "the queue in the Care Hub's order",
    "referrals.left": "those that have left the queue lately",
    "referrals.show_left": "show those that have left the queue, instead of the queue",
    "referrals.total": "who waits now, how long, and what was completed this month",
    "referrals.empty.step": "the first step where nobody waits",
    "referrals.nobody.step": "the first step where no referral is chosen",
}
_CHOSEN = {
    "referrals.person": "whom the chosen referral is about",
    "referrals.about": "age, NHS number, patch",
    "referrals.standing": "where it stands, with the countdown of a hold",
    "referrals.why": "its band and why, in a sentence",
    "referrals.lacks": "what the next step lacks, and who can provide it",
    "referrals.information": "what was asked, of whom, and the answers",
    "referrals.answer.N": "record the answer to an open question",
    "referrals.chase.N": "note that an open question was chased",
    "referrals.check.N": "an item of the checklist before the first visit",
    "referrals.check.N.note": "a note on an item of the checklist",
    "referrals.more": "the deeds that are not the next step",
}
_DEEDS = {
    "referrals.accept": "accept: safe and suitable",
    "referrals.part": "accept some of the calls now",
    "referrals.confirm": "record that Scheduling has confirmed the capacity",
    "referrals.hold": "hold capacity",
    "referrals.start": "start the service",
    "referrals.release": "release the expired hold",
    "referrals.chc_asked": "CHC is asked to take the support over",
    "referrals.chc_transferred": "CHC's own provider has taken it over",
    "referrals.refer_again": "refer again after a hold lapsed",
    "referrals.plan": "open the service plan of what has started",
    "referrals.edit": "edit the details",
    "referrals.particulars": "open the person's own details",
    "referrals.sheet": "look at the referral sheet, then print it",
    "referrals.ask": "ask for information",
    "referrals.give_back": "give held capacity back",
    "referrals.place": "place out of order",
    "referrals.lift": "back in the order",
    "referrals.signpost": "signpost",
    "referrals.decline": "decline",
    "referrals.withdraw": "no longer required",
    "referrals.undo_start": "undo the start",
}
_ASKED = {
    "ask": ("what", "of_whom"),
    "answer": ("answer", "needs"),
    "part": ("call.N", "call.N.day.N", "some_days", "now", "rest", "room"),
    "confirm": ("start",),
    "hold": ("found",),
    "give_back": ("because",),
    "release": (),
    "start": ("at", "dso", "goal_setter", "coordinator"),
    "undo_start": ("because",),
    "decline": ("because", "discussed"),
    "signpost": ("because",),
    "withdraw": ("told", "because"),
    "place": ("band", "because", "consulted", "decided", "until"),
    "refer_again": ("reference", "received"),
}
_PERSON = (
    "known", "given", "family", "born", "nhs_number", "preferred", "mosaic_id", "address", "postcode", "patch",
    "telephone", "communication", "team", "received", "first_asked", "reference",
)  # fmt: skip
_DETAILS = (
    "document", "reason", "urgent", "delivery_confirmed", "support", "support_text", "referrer", "referrer_telephone",
    "calls", "needs_and_risks", "alternatives_considered", "notes", "from_hospital", "hospital", "admitted_on",
    "start_planned_at", "existing_package", "provider", "notice", "notice_given_on", "extra_until", "provider_agreed",
    "chc_reviewed", "chc_asked", "chc_transferred", "end_of_life", "end_of_life_discussion",
)  # fmt: skip
_NOTICES = ("referrals.notice", "referrals.deed_notice", "referrals.form.said", "import.notice")
_IMPORT = {
    "import.rows": "the rows of the file, and what each would bring",
    "import.sentence": "the counts in words",
    "import.why": "the chosen row's reason in full",
    "import.overwrite": "let all changed rows overwrite",
    "import.overwrite_this": "let the chosen changed row overwrite",
    "import.columns": "show which column of the file is which field",
    "import.column.N": "the column of a field",
    "import.take": "take the file in",
    "import.back": "leave it",
    "import.save_refused": "save the refused rows as a file",
}

NAMES: dict[str, str] = {
    **CAPACITY_NAMES,
    **_QUEUE,
    **_CHOSEN,
    **_DEEDS,
    **_IMPORT,
    **{f"referrals.{form}_form.{key}": f"{form}: {key}" for form, keys in _ASKED.items() for key in keys},
    **{f"referrals.{form}_form.confirm": f"{form}: do it" for form in _ASKED},
    **{f"referrals.{form}_form.back": f"{form}: leave it" for form in _ASKED},
    **{f"referrals.form.{key}": f"the referral's {key}" for key in (*_PERSON, *_DETAILS)},
    "referrals.form.may_be.same.N": "take the referral as one of somebody known",
    "referrals.form.may_be.other.N": "tell somebody known apart from whom the referral is about",
    "referrals.discharge": "the discharge date",
    "referrals.chc": "on behalf of CHC",
    "referrals.form.confirm": "save the form",
    "referrals.form.back": "leave the form; what was typed is kept",
    **{
        f"{notice}.{part}": f"the notice's {part}"
        for notice in (*_NOTICES, *(f"referrals.{form}_form.notice" for form in _ASKED))
        for part in ("text", "offer", "close")
    },
}
