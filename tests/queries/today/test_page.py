"""The whole of Today in one answer, in as many statements for one person as for many."""

from app.kept.settling import settle
from app.queries.today.page import today_page


def test_the_page_takes_as_many_statements_for_one_as_for_ten(office, count_statements):
    office.an_episode()
    office.a_referral(start_planned_at=office.now)
    office.work().keep(settle)
    statements = count_statements(office.database)
    page = office.ask(today_page)
    few = len([each for each in statements if each != "BEGIN"])
    assert (len(page.starting), page.notes, page.waiting) == (1, (), ())
    for _ in range(9):
        office.an_episode()
        office.a_referral(start_planned_at=office.now)
    office.work().keep(settle)
    statements.clear()
    assert len(office.ask(today_page).starting) == 10
    assert len([each for each in statements if each != "BEGIN"]) == few == 9
