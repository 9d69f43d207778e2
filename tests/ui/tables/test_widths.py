from ui.tables.widths import Wish, share

TITLE = 60


def wish(declared, cells, *, gives=True):
    return Wish(declared, TITLE, cells, gives)


def test_columns_with_room_enough_keep_their_first_widths():
    assert share([wish(160, 100, gives=False), wish(100, 80)], 600, 112) == [160, 100]


def test_a_name_that_is_cut_takes_what_an_empty_column_leaves():
    assert share([wish(80, 140, gives=False), wish(120, 90), wish(300, 0)], 400, 112) == [140, 120, 140]


def test_a_main_column_that_may_give_way_isnt_cut_while_others_have_room():
    assert share([wish(500, 480), wish(150, 70), wish(150, 70), wish(200, 0)], 700, 112)[0] >= 480


def test_where_all_is_full_the_widest_gives_way_and_never_the_name():
    name, sentence = share([wish(160, 200, gives=False), wish(400, 900)], 500, 112)
    assert name == 200
    assert 112 <= sentence <= 300


def test_a_name_without_end_takes_no_more_than_half_of_the_list():
    assert share([wish(160, 5000, gives=False), wish(300, 300)], 600, 112) == [300, 300]


def test_a_few_letters_that_are_cut_come_before_a_long_sentence():
    assert share([wish(400, 600), wish(80, 130)], 540, 112) == [410, 130]


def test_one_long_name_gives_back_what_it_took_beyond_its_first_width_before_another_column_is_pushed_out():
    room, least = 500, 112
    long, name, patch = share([wish(160, 320, gives=False), wish(180, 159, gives=False), wish(88, 73)], room, least)
    assert (long, name, patch) == (268, 159, 73)
    assert share([wish(160, 320, gives=False), wish(180, 159, gives=False), wish(88, 73)], 300, least)[:2] == [160, 159]
