"""Both forms of what was discussed, on whichever tab they stand, opened for the list of controls."""

from PySide6.QtWidgets import QLineEdit


def meet_explained(tab, press, met):
    """Record something that was discussed, and open the form that takes it back."""
    name = tab.name.value
    press(tab, f"{name}.explained_record")
    met.meet(tab)
    tab.findChild(QLineEdit, f"{name}.explained_form.with_whom").setText("her son")
    press(tab, f"{name}.explained_form.confirm")
    press(tab, f"{name}.explained_back")
    met.meet(tab)
    tab.explained.close_form()
