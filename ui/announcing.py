"""Having a screen reader say at once what comes on the screen by itself, wherever the keyboard stands."""

from PySide6.QtWidgets import QWidget

from ui.language import as_read


def announce(shown: QWidget, text: str, *, is_urgent: bool = False) -> None:
    """Say what is shown there; what is urgent cuts off what is being said, all else waits for its end.

    An alert, which the other readers take, never arrives at those of Linux.
    """
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent  # noqa: PLC0415  not before there is a word

    if not text:
        return
    said = QAccessibleAnnouncementEvent(shown, as_read(text))
    polite = QAccessible.AnnouncementPoliteness
    said.setPoliteness(polite.Assertive if is_urgent else polite.Polite)
    QAccessible.updateAccessibility(said)
