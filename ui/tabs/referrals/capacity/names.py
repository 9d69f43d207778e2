"""The object names of the capacity page and of *Can we take this?*; N stands for a number."""

_FORMS = {
    "contracted": ("hours", "because"),
    "reduce": ("first", "last", "hours", "because"),
    "change_reduction": ("first", "last", "hours", "because"),
    "usual": ("patch", "call", "hours", "workers"),
}

CAPACITY_NAMES: dict[str, str] = {
    "referrals.capacity": "what each team can still promise",
    "referrals.capacity.breakdown": "hours by patch and call",
    "referrals.capacity.days": "what is free on each of the next days",
    "referrals.capacity.back": "what comes back, and from whom",
    "referrals.capacity.team": "which team's capacity is shown",
    "referrals.capacity.leave": "back to the queue",
    "referrals.capacity.contract": "change the contracted hours",
    "referrals.capacity.reduce": "enter leave or sickness",
    "referrals.capacity.usual": "say what is usual at a call",
    "referrals.capacity.print": "look at the outlook, then print it",
    "referrals.capacity.reduction.N.change": "change leave or sickness",
    "referrals.capacity.reduction.N.withdraw": "leave or sickness was entered by mistake",
    "referrals.fit": "can we take this: what fits and what doesn't",
    "referrals.fit.answer": "the answer in a sentence",
    **{f"referrals.{form}_form.{key}": f"{form}: {key}" for form, keys in _FORMS.items() for key in keys},
    **{f"referrals.{form}_form.{key}": f"{form}: {key} it" for form in _FORMS for key in ("confirm", "back")},
    **{
        f"{notice}.{part}": f"the notice's {part}"
        for notice in (
            "referrals.capacity.notice",
            "referrals.fit.notice",
            *(f"referrals.{f}_form.notice" for f in _FORMS),
        )
        for part in ("text", "offer", "close")
    },
}
