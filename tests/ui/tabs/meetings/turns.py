"""How a test of the tab waits for its answers, and begins a meeting."""


def settle(settled):
    for _ in range(3):  # an answer may ask the next question
        settled()


def begin(tab, press, person=None):
    press(tab.head.begin)
    if person is not None:
        tab.people.table.choose(person)
