"""The names for automation of the tab Closure. N stands for a number, counted from 1."""

from ui.tabs.transfer.names import form_names, notice_names

NAMES = {
    "closure.notice.offer": "what more can be done about a notice of the tab",
    "closure.notice.close": "close the tab's notice",
    "closure.empty.step": "the first step where nobody is in service",
    "closure.begin_break": "record that a break begins",
    "closure.asked": "record what was answered about the return",
    "closure.come_back": "record the return",
    "closure.end.REASON": "end the service for this reason",
    "closure.reopen": "reopen what was ended by mistake",
    "closure.steps.end_po": "tick that the purchase order is ended",
    "closure.steps.end_po.note": "write a note on ending the purchase order",
    "closure.steps.update_mosaic": "tick that MOSAIC is updated",
    "closure.steps.update_mosaic.note": "write a note on updating MOSAIC",
    "closure.steps.update_ccl": "tick that CCL is updated",
    "closure.steps.update_ccl.note": "write a note on updating CCL",
    "closure.at": "record the outcome for assistive technology",
    "closure.close": "close the package",
    "closure.text_mosaic": "the text to paste into MOSAIC",
    "closure.copy_mosaic": "copy the text for MOSAIC",
    "closure.text_ccl": "the text to paste into CCL",
    "closure.copy_ccl": "copy the text for CCL",
    "closure.report_death": "record that a death is reported",
    "closure.confirm_death": "confirm a death with its date",
    "closure.undo_death": "undo the report of a death",
}

_FORMS = {
    "begin_break": ("kind", "began_at", "last_visit", "expected", "long_term", "because"),
    "asked": ("planned", "expected"),
    "come_back": ("at", "next_visit"),
    "end": ("at", "package_on"),
    "reopen": ("because",),
    "note": ("text",),
    "at_outcome": ("outcome",),
    "report_death": (),
    "confirm_death": ("died_on",),
    "undo_death": (),
}
for _panel in ("break", "death", "end", "package", "texts"):
    NAMES |= notice_names(f"closure.{_panel}")
NAMES |= form_names("closure", _FORMS)
