"""The page What's new: a panel for each version, and its controls."""

from ui.pages.desk.whats_new import WhatsNewPage


def test_the_controls_of_the_page_are_those_of_the_list(open_page, met):
    page = open_page(WhatsNewPage)
    met.meet(page)
    assert met.differences("What's new") == []
    page.refresh()
    assert len({panel.title.text() for panel in page.panels}) == len(page.panels)
