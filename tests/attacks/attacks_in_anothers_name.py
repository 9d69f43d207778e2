"""What somebody who may write a record tries to write in another's name: that they did it, or typed in who decided."""

from tests.attacks.attacks import Attack, attack

_NEW = "gen_random_uuid(), 1, '{office}'"
_WORD = "id, version, office_id, deed, referral_id, decided_at, decided_by_id, present, typed_by_id"
_NOTE = "id, version, office_id, team_id, by_id, written_at, until, note"
_SETTING = "id, version, office_id, name, number, from_at, set_by_id, because"
_MEETING = "id, version, office_id, team_id, kind, held_at, opened_by_id"
IN_ANOTHERS_NAME: tuple[Attack, ...] = (
    *(
        attack(f"{name} as another", f"INSERT INTO {said}", by=by)
        for name, by, said in (
            ("type a decision in", "dso",
             f"who_decided ({_WORD}) VALUES ({_NEW}, 'accept', '{{referral}}', now(), '{{dso}}', '', '{{ot}}')"),
            ("write a note", "worker",
             f"handover_note ({_NOTE}) VALUES ({_NEW}, '{{team}}', '{{dso}}', now(), now()::date, 'x')"),
            ("open a meeting", "worker",
             f"meeting ({_MEETING}) VALUES ({_NEW}, '{{team}}', 'weekly', now(), '{{dso}}')"),
            ("set a setting", "manager",
             f"stored_setting ({_SETTING}) VALUES ({_NEW}, 'x', 1, now(), '{{dso}}', 'x')"),
        )
    ),
    attack("have another have typed it in", "UPDATE who_decided SET typed_by_id = '{seat}'", by="administrator"),
)  # fmt: skip
