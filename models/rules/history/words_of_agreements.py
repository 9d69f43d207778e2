"""What the columns of agreements and their prices are called in History; a part of `words`."""

AGREEMENTS = {
    "budget_pence": "the budget a week",
    "covers_it": "whether the order covers an agreement",
    "dearer_week": "which of two weeks is the dearer one",
    "double_handed_pence": "the rate for two workers",
    "lighter_pence": "the charge of the lighter week",
    "liable_from": "from when it is charged",
    "power_id": "the power",
    "said_of_cost": "what was said about the cost",
    "signed_as": "as whom they signed",
    "signed_at": "when it was signed",
    "signed_by": "who signed",
    "single_handed_pence": "the rate for one worker",
    "weekly_pence": "the charge a week",
}
